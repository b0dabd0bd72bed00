package dev.latchkey;

import java.util.List;
import java.util.Locale;

/** What a request says its body is, as far as reading it is concerned. */
enum JsonContent {
    /** JSON in UTF-8. Without a {@code Content-Type} it is taken to be that: many an upstream does so too. */
    READABLE,
    /** JSON in another encoding, compressed, or said to be two things at once. */
    UNREADABLE,
    /** Anything else. */
    OTHER;

    static JsonContent of(Request request) {
        List<String> types = request.headers("Content-Type");
        if (types.size() > 1) {
            return UNREADABLE;
        }
        String type = types.isEmpty() ? "" : types.get(0).strip();
        if (!type.isEmpty() && !isJson(mediaType(type))) {
            return OTHER;
        }
        return isUtf8(type) && isPlain(request.headers("Content-Encoding")) ? READABLE : UNREADABLE;
    }

    private static String mediaType(String type) {
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }

    private static boolean isJson(String mediaType) {
        return mediaType.equals("application/json") || mediaType.equals("text/json") || mediaType.endsWith("+json");
    }

    /** RFC 8259, section 8.1: JSON is UTF-8; a charset that says otherwise may be believed by the upstream. */
    private static boolean isUtf8(String type) {
        String[] parts = type.split(";", -1);
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
            if (parameter.startsWith("charset")
                    && !parameter.replace(" ", "").replace("\"", "").equals("charset=utf-8")) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(List<String> codings) {
        return codings.stream()
                .allMatch(coding -> coding.isBlank() || coding.strip().equalsIgnoreCase("identity"));
    }
}
