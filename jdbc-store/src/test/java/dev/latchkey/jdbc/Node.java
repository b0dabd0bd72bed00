package dev.latchkey.jdbc;

import dev.latchkey.Authenticator;
import dev.latchkey.manage.KeyDirectory;
import dev.latchkey.manage.KeyLifecycle;
import dev.latchkey.profile.Profiles;
import dev.latchkey.quota.TimeSource;
import java.time.Duration;
import javax.sql.DataSource;

/** All that one process of a host has: a repository, the directory that follows it, a gate, and the management of keys. */
record Node(JdbcKeyRepository repository, KeyDirectory keys, Authenticator gate, KeyLifecycle lifecycle)
        implements AutoCloseable {
    static final Duration BOUND = Duration.ofMinutes(5);

    static Node of(DataSource source, TimeSource time) {
        JdbcKeyRepository repository = JdbcKeyRepository.of(source);
        KeyDirectory keys = KeyDirectory.follow(repository, time);
        Authenticator gate = Authenticator.builder(Profiles.standard())
                .keys(keys)
                .users(keys)
                .time(time)
                .maxTableAge(BOUND)
                .build();
        return new Node(
                repository, keys, gate, KeyLifecycle.builder(keys).time(time).build());
    }

    /** Makes a key, and tells its text. */
    String issue() {
        return lifecycle.issue("test", key -> key).minted().revealOnce();
    }

    @Override
    public void close() {
        keys.close();
        repository.close();
    }
}
