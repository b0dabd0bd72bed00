package dev.latchkey.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.examples.http.Client;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whoever holds the master key of a gateway in this process, profile {@code standard}. */
final class Operator implements AutoCloseable {
    static final String MASTER = "master-key-of-32-characters-0001";

    final RunningGateway gateway;
    final Client client;

    private Operator(RunningGateway gateway) {
        this.gateway = gateway;
        this.client = new Client(gateway.port());
    }

    /** Starts the gateway with a master key. */
    static Operator start(Map<String, String> environment, String... arguments) throws Exception {
        Map<String, String> more = new HashMap<>(environment);
        more.put("GATEWAY_MASTER_KEY", MASTER);
        return new Operator(running(more, arguments));
    }

    static RunningGateway running(Map<String, String> environment, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("--port", "0"));
        all.addAll(List.of(arguments));
        return RunningGateway.start(CommandLine.parse(all, environment).orElseThrow(), environment);
    }

    HttpResponse<String> send(String method, String path, String body) throws Exception {
        return client.send(method, path, BodyPublishers.ofString(body), "Authorization", "Bearer " + MASTER);
    }

    JsonNode json(String method, String path, String body) throws Exception {
        HttpResponse<String> answer = send(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    int statusWith(String key) throws Exception {
        return status(client, key);
    }

    static int status(Client client, String key) throws Exception {
        return client.get("/v1/echo", "Authorization", "Bearer " + key).statusCode();
    }

    /** Makes a call that costs money. */
    int chat(String key) throws Exception {
        return client.post(
                        "/v1/chat/completions", TestGateway.question("gpt-4o", false), "Authorization", "Bearer " + key)
                .statusCode();
    }

    @Override
    public void close() {
        gateway.close();
    }
}
