package dev.latchkey.examples.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.examples.http.Client;
import dev.latchkey.examples.http.TestKeys;
import dev.latchkey.key.KeyFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.catalina.Context;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.startup.Constants;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The shipped {@code web.xml}, read, and started in Tomcat. */
class ServletApplicationTest {
    private static final Path WEB_APPLICATION = Path.of("src/main/webapp");

    @TempDir
    Path directory;

    private final TestKeys keys = new TestKeys(KeyFormat.standard()).mintEveryState();
    private final Tomcat tomcat = new Tomcat();
    private Client client = new Client(0);

    @BeforeEach
    void start() throws Exception {
        Path manifest = keys.writeTo(directory.resolve("keys.json"));
        tomcat.setBaseDir(directory.toString());
        tomcat.setPort(0);
        Context context = tomcat.addContext("", WEB_APPLICATION.toAbsolutePath().toString());
        // Everything is in web.xml: there is nothing to look for in the jars of the class path.
        context.getJarScanner().setJarScanFilter((type, jar) -> false);
        ContextConfig webXml = new ContextConfig();
        webXml.setDefaultWebXml(Constants.NoDefaultWebXml);
        context.addLifecycleListener(webXml);
        // Stands in for LATCHKEY_MANIFEST, which a test cannot set in its own process.
        context.addLifecycleListener(event -> {
            if (event.getType().equals(Lifecycle.CONFIGURE_START_EVENT)) {
                context.findFilterDef("latchkey").addInitParameter("manifest", manifest.toString());
            }
        });
        tomcat.start();
        client = new Client(tomcat.getConnector().getLocalPort());
    }

    @AfterEach
    void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }

    @Test
    void healthNeedsNoKey() throws Exception {
        assertThat(client.get("/health").body().strip()).isEqualTo("up");
    }

    @Test
    void ordersAreRefusedWithoutAKey() throws Exception {
        assertThat(client.get("/orders").statusCode()).isEqualTo(401);
    }

    @Test
    void ordersAreRefusedToAnExpiredKey() throws Exception {
        assertThat(client.get("/orders", "x-api-key", keys.key("expired")).statusCode())
                .isEqualTo(401);
    }

    @Test
    void ordersKnowWhoseTheyAre() throws Exception {
        assertThat(client.get("/orders", "x-api-key", keys.key("good")).body()).startsWith("orders of good, key key-");
    }

    @Test
    void theIdentityHoldsThroughAnAsyncDispatch() throws Exception {
        assertThat(client.get("/report", "x-api-key", keys.key("good")).body()).startsWith("orders of good, key key-");
    }

    @Test
    void everyShippedWebXmlMapsTheFilterForAllFiveDispatchers() throws Exception {
        for (Document webXml : shipped()) {
            assertThat(texts(webXml.getDocumentElement(), "dispatcher"))
                    .containsExactlyInAnyOrder("REQUEST", "FORWARD", "INCLUDE", "ERROR", "ASYNC");
        }
    }

    @Test
    void everyShippedWebXmlSupportsAsyncOnTheFilterAndOnEveryServlet() throws Exception {
        for (Document webXml : shipped()) {
            assertThat(Stream.concat(
                            elements(webXml.getDocumentElement(), "filter"),
                            elements(webXml.getDocumentElement(), "servlet")))
                    .isNotEmpty()
                    .allSatisfy(element ->
                            assertThat(texts(element, "async-supported")).containsExactly("true"));
        }
    }

    private static List<Document> shipped() throws Exception {
        try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
            List<Path> found = files.filter(file -> file.endsWith("web.xml")).toList();
            assertThat(found).isNotEmpty();
            return found.stream().map(ServletApplicationTest::parse).toList();
        }
    }

    private static Document parse(Path file) {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        } catch (Exception e) {
            throw new AssertionError(file.toString(), e);
        }
    }

    private static Stream<Element> elements(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        return IntStream.range(0, found.getLength()).mapToObj(found::item).map(Element.class::cast);
    }

    private static List<String> texts(Element parent, String name) {
        return elements(parent, name).map(Element::getTextContent).toList();
    }
}
