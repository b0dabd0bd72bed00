package dev.latchkey.servlet;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Init-params out of a map. */
record MapFilterConfig(Map<String, String> params) implements FilterConfig {

    @Override
    public String getFilterName() {
        return "gate";
    }

    @Override
    public ServletContext getServletContext() {
        throw new UnsupportedOperationException("no context yet");
    }

    @Override
    public @Nullable String getInitParameter(String name) {
        return params.get(name);
    }

    @Override
    public Enumeration<String> getInitParameterNames() {
        return Collections.enumeration(params.keySet());
    }
}
