package dev.latchkey.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.Filter;
import org.apache.catalina.util.ServerInfo;
import org.junit.jupiter.api.Test;

/** Guards the build: the tests run in the Tomcat that they are said to run in, and against the jar that is shipped. */
final class TomcatVersionTest {
    private static final String EXPECTED = System.getProperty("latchkey.tomcat", "10.1");

    @Test
    void theContainerIsTheOneThatIsMeant() {
        assertThat(ServerInfo.getServerNumber()).startsWith(EXPECTED + ".");
    }

    @Test
    void theFilterImplementsTheInterfaceOfThatContainer() {
        String namespace = EXPECTED.equals("9.0") ? "javax" : "jakarta";
        assertThat(Filter.class.getName()).isEqualTo(namespace + ".servlet.Filter");
        assertThat(Filter.class).isAssignableFrom(LatchkeyFilter.class);
    }
}
