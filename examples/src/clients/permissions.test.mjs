import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import Anthropic from '@anthropic-ai/sdk';
import { createOpenAI } from '@ai-sdk/openai';
import { APICallError, generateText } from 'ai';
import OpenAI from 'openai';
import { SERVERS, startLimitedGateway } from './gateway.mjs';

const MISSING_SCOPE = 'The API key does not have the scope that this route requires.';
const RATE_LIMITED = /Rate limit exceeded\. Retry after \d+ seconds\./;
const MESSAGES = [{ role: 'user', content: '12345678' }];

for (const server of SERVERS) {
  describe(`what a key may do, and how often, on ${server}`, () => {
    let gateway;
    const openai = (apiKey) => new OpenAI({ apiKey, baseURL: `${gateway.url}/v1` });
    const anthropic = (apiKey) => new Anthropic({ apiKey, authToken: null, baseURL: gateway.url });
    const completion = (apiKey) => openai(apiKey).chat.completions.create({ model: 'gpt-4o', messages: MESSAGES });
    const message = (apiKey) =>
      anthropic(apiKey).messages.create({ model: 'claude-sonnet-4', max_tokens: 64, messages: MESSAGES });
    const generation = (apiKey) => {
      const model = createOpenAI({ apiKey, baseURL: `${gateway.url}/v1` }).chat('gpt-4o');
      return generateText({ model, prompt: '12345678', maxRetries: 0 });
    };

    before(async () => {
      gateway = await startLimitedGateway(server);
      await completion(gateway.once);
    });
    after(() => gateway?.stop());

    it('openai throws PermissionDeniedError with our message at a missing scope', async () => {
      await assert.rejects(completion(gateway.reader), (error) => {
        assert.ok(error instanceof OpenAI.PermissionDeniedError);
        assert.equal(error.message, `403 ${MISSING_SCOPE}`);
        assert.equal(error.code, 'insufficient_scope');
        return true;
      });
    });

    it('openai throws RateLimitError with our message, and does not wait until tomorrow', async () => {
      await assert.rejects(completion(gateway.once), (error) => {
        assert.ok(error instanceof OpenAI.RateLimitError);
        assert.match(error.message, RATE_LIMITED);
        assert.equal(error.code, 'rate_limit_exceeded');
        return true;
      });
    });

    it('anthropic throws PermissionDeniedError with our message at a missing scope', async () => {
      await assert.rejects(message(gateway.reader), (error) => {
        assert.ok(error instanceof Anthropic.PermissionDeniedError);
        assert.equal(error.error.error.message, MISSING_SCOPE);
        return true;
      });
    });

    it('anthropic throws RateLimitError with our message, and does not wait until tomorrow', async () => {
      await assert.rejects(message(gateway.once), (error) => {
        assert.ok(error instanceof Anthropic.RateLimitError);
        assert.match(error.error.error.message, RATE_LIMITED);
        return true;
      });
    });

    it('ai throws APICallError with our message at a missing scope', async () => {
      await assert.rejects(generation(gateway.reader), (error) => {
        assert.ok(APICallError.isInstance(error));
        assert.equal(`${error.statusCode} ${error.message}`, `403 ${MISSING_SCOPE}`);
        return true;
      });
    });

    it('ai throws APICallError with our message at a limit', async () => {
      await assert.rejects(generation(gateway.once), (error) => {
        assert.ok(APICallError.isInstance(error));
        assert.equal(error.statusCode, 429);
        assert.match(error.message, RATE_LIMITED);
        return true;
      });
    });

    it('openai may still list the models with a key that may do nothing else', async () => {
      const models = await openai(gateway.reader).models.list();
      assert.ok(models.data.some((model) => model.id === 'gpt-4o'));
    });
  });
}
