package dev.latchkey.conformance;

import dev.latchkey.manage.KeyRepository;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What holds for every {@link KeyRepository}. A subclass makes repositories; JUnit runs it as any other test.
 *
 * <pre>{@code
 * final class MyRepositoryTest extends KeyRepositoryContract {
 *     @Override
 *     protected KeyRepository empty() {
 *         return new MyRepository(newDatabase());
 *     }
 *
 *     @Override
 *     protected KeyRepository another(KeyRepository first) {
 *         return new MyRepository(sameDatabase());
 *     }
 * }
 * }</pre>
 */
public abstract class KeyRepositoryContract
        implements CommitFacts,
                DeletionFacts,
                FollowFacts,
                LastUseFacts,
                ListFacts,
                RaceFacts,
                RecordFacts,
                RoundTripFacts {
    private @Nullable KeyRepository repository;
    private @Nullable KeyRepository elsewhere;

    /** A repository with nothing in it; asked for before each test, and closed after it. */
    protected abstract KeyRepository empty() throws Exception;

    /**
     * The same content as another node sees it: another object that shares nothing with the first one but the store. Asked
     * for before each test, and closed after it. Where there can be none, the first one itself, as by default.
     *
     * @param first what {@link #empty()} has just made
     */
    protected KeyRepository another(KeyRepository first) throws Exception {
        return first;
    }

    /** Opens what the test is about. */
    @BeforeEach
    public final void openRepositories() throws Exception {
        repository = empty();
        elsewhere = another(repository);
    }

    /** Closes what the test was about. */
    @AfterEach
    public final void closeRepositories() {
        if (elsewhere != null) {
            elsewhere.close();
        }
        if (repository != null && repository != elsewhere) {
            repository.close();
        }
    }

    @Override
    public final KeyRepository repository() {
        return Objects.requireNonNull(repository);
    }

    @Override
    public final KeyRepository elsewhere() {
        return Objects.requireNonNull(elsewhere);
    }
}
