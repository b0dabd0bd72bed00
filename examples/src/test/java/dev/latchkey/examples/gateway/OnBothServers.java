package dev.latchkey.examples.gateway;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Cases of a parameterized test, each of them once for every server, which becomes the first argument. */
final class OnBothServers {
    private OnBothServers() {}

    static Stream<Arguments> each(Arguments... cases) {
        return Stream.of(ServerKind.values())
                .flatMap(server -> Stream.of(cases)
                        .map(Arguments::get)
                        .map(given -> Stream.concat(Stream.of(server), Stream.of(given))
                                .toArray())
                        .map(Arguments::of));
    }
}
