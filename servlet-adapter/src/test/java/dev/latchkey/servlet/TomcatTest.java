package dev.latchkey.servlet;

import org.junit.jupiter.api.Nested;

/** Every fact in Tomcat: 10.1 here, and once more in Tomcat 9 against the {@code javax} jar when packages are verified. */
final class TomcatTest {

    @Nested
    final class CredentialHeader extends CredentialHeaderFacts {
        CredentialHeader() {
            super(new TomcatContainer());
        }
    }

    @Nested
    final class OpenRoute extends OpenRouteFacts {
        OpenRoute() {
            super(new TomcatContainer());
        }
    }

    @Nested
    final class Dispatch extends DispatchFacts {
        Dispatch() {
            super(new TomcatContainer());
        }
    }

    @Nested
    final class Answer extends AnswerFacts {
        Answer() {
            super(new TomcatContainer());
        }
    }

    @Nested
    final class HostView extends HostViewFacts {
        HostView() {
            super(new TomcatContainer());
        }
    }

    @Nested
    final class Leak extends LeakFacts {
        Leak() {
            super(new TomcatContainer());
        }
    }

    @Nested
    final class Registration extends RegistrationFacts {
        Registration() {
            super(new TomcatContainer());
        }
    }

    @Nested
    final class Access extends AccessFacts {
        Access() {
            super(new TomcatContainer());
        }
    }

    @Nested
    final class Limit extends LimitFacts {
        Limit() {
            super(new TomcatContainer());
        }
    }

    @Nested
    final class Money extends MoneyFacts {
        Money() {
            super(new TomcatContainer());
        }
    }

    @Nested
    final class LedgerOutage extends LedgerOutageFacts {
        LedgerOutage() {
            super(new TomcatContainer());
        }
    }

    @Nested
    final class Management extends ManagementFacts {
        Management() {
            super(new TomcatContainer());
        }
    }

    @Nested
    final class BodyReplay extends BodyReplayFacts {
        BodyReplay() {
            super(new TomcatContainer());
        }
    }

    @Nested
    final class BodyDecision extends BodyDecisionFacts {
        BodyDecision() {
            super(new TomcatContainer());
        }
    }

    @Nested
    final class BodyStream extends BodyStreamFacts {
        BodyStream() {
            super(new TomcatContainer());
        }
    }

    @Nested
    final class BodyDispatch extends BodyDispatchFacts {
        BodyDispatch() {
            super(new TomcatContainer());
        }
    }

    @Nested
    final class BodyObserve extends BodyObserveFacts {
        BodyObserve() {
            super(new TomcatContainer());
        }
    }
}
