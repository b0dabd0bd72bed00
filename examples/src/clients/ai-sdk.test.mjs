import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createOpenAI } from '@ai-sdk/openai';
import { APICallError, generateText, streamText } from 'ai';
import { SERVERS, WRONG_KEY, startGateway } from './gateway.mjs';

const ANSWER = 'The stand-in upstream read 8 characters for gpt-4o.';

for (const server of SERVERS) {
  describe(`npm ai with @ai-sdk/openai on ${server}`, () => {
    let gateway;
    const question = (apiKey) => ({
      model: createOpenAI({ apiKey, baseURL: `${gateway.url}/v1` }).chat('gpt-4o'),
      prompt: '12345678',
    });

    before(async () => {
      gateway = await startGateway(server);
    });
    after(() => gateway?.stop());

    it('gets an answer with a good key', async () => {
      const answer = await generateText(question(gateway.key));
      assert.equal(answer.text, ANSWER);
      assert.equal(answer.usage.inputTokens, 2);
    });

    it('gets a streamed answer', async () => {
      const parts = [];
      for await (const part of streamText(question(gateway.key)).textStream) {
        parts.push(part);
      }
      assert.equal(parts.join(''), ANSWER);
      assert.ok(parts.length > 3);
    });

    it('throws APICallError with our message at a wrong key, without a retry', async () => {
      await assert.rejects(generateText(question(WRONG_KEY)), (error) => {
        assert.ok(APICallError.isInstance(error));
        assert.equal(error.statusCode, 401);
        assert.equal(error.message, 'Invalid API key.');
        assert.equal(error.isRetryable, false);
        return true;
      });
    });
  });
}
