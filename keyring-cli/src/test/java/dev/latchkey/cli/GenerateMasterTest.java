package dev.latchkey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.cli.Operator.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateMasterTest {
    @TempDir
    Path folder;

    @Test
    void aMasterKeyHas43CharactersOfBase64url() {
        Outcome made = new Operator(folder).runsExactly("generate-master");
        assertThat(made.status()).isZero();
        assertThat(made.out()).matches("[A-Za-z0-9_-]{43}\n");
        assertThat(made.err()).isEmpty();
    }

    @Test
    void everyMasterKeyIsAnother() {
        Operator operator = new Operator(folder);
        assertThat(operator.runsExactly("generate-master").out())
                .isNotEqualTo(operator.runsExactly("generate-master").out());
    }

    @Test
    void programsAreAnsweredInJson() {
        assertThat(new Operator(folder).runsExactly("generate-master", "--json").out())
                .matches("\\{\"master_key\":\"[A-Za-z0-9_-]{43}\"}\n");
    }
}
