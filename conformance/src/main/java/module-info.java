/** Tests that every implementation of Latchkey's interfaces must pass. */
module dev.latchkey.conformance {
    requires static transitive org.jspecify;
    requires transitive dev.latchkey.core;
    requires transitive org.junit.jupiter.api;
    requires org.assertj.core;

    exports dev.latchkey.conformance;

    // JUnit finds and calls the tests by reflection.
    opens dev.latchkey.conformance;
}
