package dev.latchkey;

import dev.latchkey.quota.Money;

/** See {@link CostEstimator#byTokens}. */
record TokenEstimator(TokenPrices prices, long usualOutputTokens) implements CostEstimator {
    private static final int CHARACTERS_PER_TOKEN = 4;

    TokenEstimator {
        if (usualOutputTokens < 0) {
            throw new IllegalArgumentException("usual output tokens: expected 0 or more");
        }
    }

    @Override
    public Money estimate(Call call) {
        String model = call.modelOrNull();
        if (model == null) {
            return Money.ZERO;
        }
        long characters = call.inputCharacters().orElse(0);
        long inputTokens = characters / CHARACTERS_PER_TOKEN + (characters % CHARACTERS_PER_TOKEN == 0 ? 0 : 1);
        String priced = call.provider().map(provider -> provider + "/" + model).orElse(model);
        return prices.cost(priced, inputTokens, call.maxOutputTokens().orElse(usualOutputTokens));
    }
}
