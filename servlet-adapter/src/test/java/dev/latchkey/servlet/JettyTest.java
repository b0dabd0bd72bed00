package dev.latchkey.servlet;

import org.junit.jupiter.api.Nested;

/** Every fact in Jetty 12. */
final class JettyTest {

    @Nested
    final class CredentialHeader extends CredentialHeaderFacts {
        CredentialHeader() {
            super(new JettyContainer());
        }
    }

    @Nested
    final class OpenRoute extends OpenRouteFacts {
        OpenRoute() {
            super(new JettyContainer());
        }
    }

    @Nested
    final class Dispatch extends DispatchFacts {
        Dispatch() {
            super(new JettyContainer());
        }
    }

    @Nested
    final class Answer extends AnswerFacts {
        Answer() {
            super(new JettyContainer());
        }
    }

    @Nested
    final class HostView extends HostViewFacts {
        HostView() {
            super(new JettyContainer());
        }
    }

    @Nested
    final class Leak extends LeakFacts {
        Leak() {
            super(new JettyContainer());
        }
    }

    @Nested
    final class Registration extends RegistrationFacts {
        Registration() {
            super(new JettyContainer());
        }
    }

    @Nested
    final class Access extends AccessFacts {
        Access() {
            super(new JettyContainer());
        }
    }

    @Nested
    final class Limit extends LimitFacts {
        Limit() {
            super(new JettyContainer());
        }
    }

    @Nested
    final class Money extends MoneyFacts {
        Money() {
            super(new JettyContainer());
        }
    }

    @Nested
    final class LedgerOutage extends LedgerOutageFacts {
        LedgerOutage() {
            super(new JettyContainer());
        }
    }

    @Nested
    final class Management extends ManagementFacts {
        Management() {
            super(new JettyContainer());
        }
    }

    @Nested
    final class BodyReplay extends BodyReplayFacts {
        BodyReplay() {
            super(new JettyContainer());
        }
    }

    @Nested
    final class BodyDecision extends BodyDecisionFacts {
        BodyDecision() {
            super(new JettyContainer());
        }
    }

    @Nested
    final class BodyStream extends BodyStreamFacts {
        BodyStream() {
            super(new JettyContainer());
        }
    }

    @Nested
    final class BodyDispatch extends BodyDispatchFacts {
        BodyDispatch() {
            super(new JettyContainer());
        }
    }

    @Nested
    final class BodyObserve extends BodyObserveFacts {
        BodyObserve() {
            super(new JettyContainer());
        }
    }
}
