package dev.latchkey.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When a listener is told what, while a container's threads are held back. */
final class ReadCallbacksTest {
    private final Queue<Runnable> started = new ArrayDeque<>();
    private final List<String> told = new ArrayList<>();
    private boolean over;
    private boolean asynchronous = true;
    private boolean exchangeOver;
    private @Nullable IOException failure;
    private final ReadCallbacks callbacks = new ReadCallbacks(request(), () -> over);

    private HttpServletRequest request() {
        return new HttpServletRequestWrapper(Blank.of(HttpServletRequest.class)) {
            @Override
            public boolean isAsyncStarted() {
                return asynchronous;
            }

            @Override
            public AsyncContext getAsyncContext() {
                return async();
            }
        };
    }

    private AsyncContext async() {
        Class<?>[] type = {AsyncContext.class};
        return (AsyncContext) Proxy.newProxyInstance(
                AsyncContext.class.getClassLoader(), type, (self, method, args) -> {
                    if (exchangeOver) {
                        throw new IllegalStateException("the exchange is over");
                    }
                    return method.getName().equals("start") && started.add((Runnable) args[0]) ? null : method;
                });
    }

    private ReadListener listener() {
        return new ReadListener() {
            @Override
            public void onDataAvailable() throws IOException {
                told.add("data");
                if (failure != null) {
                    throw failure;
                }
            }

            @Override
            public void onAllDataRead() {
                told.add("all");
            }

            @Override
            public void onError(Throwable e) {
                told.add(String.valueOf(e.getMessage()));
            }
        };
    }

    private void runAll() {
        for (Runnable next = started.poll(); next != null; next = started.poll()) {
            next.run();
        }
    }

    @Test
    void nobodyIsToldWhileTheDispatchIsUnderWay() {
        callbacks.begin(listener(), null);
        assertThat(started).isEmpty();
        callbacks.dispatchReturned();
        runAll();
        assertThat(told).containsExactly("data");
    }

    @Test
    void aListenerThatIsSetAfterwardsIsToldAtOnce() {
        callbacks.dispatchReturned();
        callbacks.begin(listener(), null);
        runAll();
        assertThat(told).containsExactly("data");
    }

    @Test
    void aListenerThatIsSetInALaterDispatchWaitsForThatOne() {
        callbacks.dispatchReturned();
        callbacks.dispatchBegins();
        callbacks.begin(listener(), null);
        assertThat(started).isEmpty();
        callbacks.dispatchReturned();
        assertThat(started).hasSize(1);
    }

    @Test
    void aCallThatADispatchOvertakesWaitsForItsReturn() {
        callbacks.begin(listener(), null);
        callbacks.dispatchReturned();
        callbacks.dispatchBegins();
        runAll();
        assertThat(told).isEmpty();
        callbacks.dispatchReturned();
        runAll();
        assertThat(told).containsExactly("data");
    }

    @Test
    void aBodyThatIsReadAlreadyIsToldOfAsItsEnd() {
        over = true;
        callbacks.begin(listener(), null);
        callbacks.dispatchReturned();
        runAll();
        assertThat(told).containsExactly("all");
    }

    @Test
    void theEndIsToldOnceHoweverOftenItIsMet() {
        callbacks.begin(listener(), null);
        callbacks.dispatchReturned();
        runAll();
        over = true;
        callbacks.ended();
        callbacks.ended();
        runAll();
        callbacks.ended();
        runAll();
        assertThat(told).containsExactly("data", "all");
    }

    @Test
    void nothingIsToldAfterAnError() {
        failure = new IOException("broken");
        callbacks.begin(listener(), null);
        callbacks.dispatchReturned();
        runAll();
        over = true;
        callbacks.ended();
        runAll();
        assertThat(told).containsExactly("data", "broken");
    }

    @Test
    void anExchangeThatIsOverIsLeftAlone() {
        callbacks.begin(listener(), null);
        exchangeOver = true;
        callbacks.dispatchReturned();
        assertThat(started).isEmpty();
    }

    @Test
    void aListenerIsToldAfterTheNextDispatchWhereTheHostHasAskedForOne() {
        callbacks.begin(listener(), null);
        exchangeOver = true;
        callbacks.dispatchReturned();
        callbacks.dispatchBegins();
        exchangeOver = false;
        callbacks.dispatchReturned();
        runAll();
        assertThat(told).containsExactly("data");
    }

    @Test
    void thereIsNoListenerWithoutAnAsynchronousRequest() {
        asynchronous = false;
        assertThatThrownBy(() -> callbacks.begin(listener(), null)).isInstanceOf(IllegalStateException.class);
        assertThat(callbacks.areWanted()).isFalse();
    }

    @Test
    void whatTheContainerHasMoreOfIsToldAsOftenAsItSays() {
        callbacks.begin(listener(), null);
        callbacks.dispatchReturned();
        runAll();
        callbacks.onDataAvailable();
        callbacks.onDataAvailable();
        over = true;
        callbacks.onAllDataRead();
        assertThat(told).containsExactly("data", "data", "data", "all");
    }

    @Test
    void theContainersErrorIsHandedOn() {
        callbacks.begin(listener(), null);
        callbacks.onError(new IOException("reset"));
        assertThat(told).containsExactly("reset");
    }
}
