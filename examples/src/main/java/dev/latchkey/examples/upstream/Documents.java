package dev.latchkey.examples.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;

/** {@code GET /docs} and {@code GET /openapi.json}, both made from the routes that there are. */
final class Documents {
    private static final String TITLE = "Latchkey reference gateway: the stand-in upstream";

    private Documents() {}

    static Answer page(Map<String, ? extends Collection<String>> methodsByPath) {
        StringBuilder page = new StringBuilder("<!doctype html><title>" + TITLE + "</title><h1>" + TITLE + "</h1><ul>");
        methodsByPath.forEach((path, methods) -> page.append("<li><code>")
                .append(methods.isEmpty() ? "any method" : String.join(", ", methods))
                .append(' ')
                .append(path)
                .append("</code></li>"));
        return Answer.of(200, "text/html;charset=utf-8", page.append("</ul>\n").toString());
    }

    static Answer openApi(Map<String, ? extends Collection<String>> methodsByPath) {
        ObjectNode api = Json.object().put("openapi", "3.1.0");
        api.putObject("info").put("title", TITLE).put("version", "1");
        ObjectNode paths = api.putObject("paths");
        methodsByPath.forEach((path, methods) -> {
            ObjectNode item = paths.putObject(path);
            if (path.contains("{")) {
                item.putArray("parameters")
                        .addObject()
                        .put("name", path.substring(path.indexOf('{') + 1, path.indexOf('}')))
                        .put("in", "path")
                        .put("required", true)
                        .putObject("schema")
                        .put("type", "string");
            }
            methods.forEach(method -> item.putObject(method.toLowerCase(Locale.ROOT))
                    .putObject("responses")
                    .putObject("200")
                    .put("description", "OK"));
        });
        return Answer.json(200, api);
    }
}
