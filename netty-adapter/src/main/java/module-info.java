/** A Netty ChannelHandler in front of a host's HTTP/1.1 and HTTP/2 handlers. */
module dev.latchkey.netty {
    requires static transitive org.jspecify;
    requires transitive dev.latchkey.core;
    requires transitive io.netty.common;
    requires transitive io.netty.transport;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.codec.http2;
    requires org.slf4j;

    exports dev.latchkey.netty;
}
