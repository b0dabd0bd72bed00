package dev.latchkey.access;

/** One entry of an allow-list: a provider, and a model or what its name begins with. */
record ModelPattern(String provider, String model, boolean isPrefix) {

    /**
     * @param position counted from 1, for the message
     * @throws IllegalArgumentException if this is not {@code provider:model}, {@code provider:*} or {@code provider:prefix*}
     */
    static ModelPattern parse(String entry, int position) {
        String what = "allowed model " + position;
        int separator = entry.indexOf(':');
        if (separator < 0) {
            throw new IllegalArgumentException(
                    what + ": expected provider:model, provider:* or provider:prefix*, found no ':'");
        }
        String provider = ModelName.checkProvider(what + ", provider", entry.substring(0, separator));
        String model = ModelName.checkName(what + ", model", entry.substring(separator + 1));
        int star = model.indexOf('*');
        boolean isPrefix = star == model.length() - 1;
        if (star >= 0 && !isPrefix) {
            throw new IllegalArgumentException(what + ": a star may stand only at the end, as in provider:prefix*");
        }
        return new ModelPattern(provider, isPrefix ? model.substring(0, star) : model, isPrefix);
    }

    /**
     * Whether this entry covers a name whose provider is the first {@code providerEnd} characters of one text and whose
     * model begins at {@code modelStart} of another, which may be the same. Nothing is cut out, so nothing is allocated.
     */
    boolean matches(String providerText, int providerEnd, String modelText, int modelStart) {
        int length = modelText.length() - modelStart;
        return length > 0
                && (isPrefix ? length >= model.length() : length == model.length())
                && providerEnd == provider.length()
                && providerText.startsWith(provider)
                && modelText.startsWith(model, modelStart);
    }

    @Override
    public String toString() {
        return provider + ":" + model + (isPrefix ? "*" : "");
    }
}
