import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import Anthropic, { AuthenticationError } from '@anthropic-ai/sdk';
import { SERVERS, WRONG_KEY, startGateway } from './gateway.mjs';

const QUESTION = {
  model: 'claude-sonnet-4',
  max_tokens: 64,
  messages: [{ role: 'user', content: [{ type: 'text', text: '12345678' }] }],
};
const ANSWER = 'The stand-in upstream read 8 characters for claude-sonnet-4.';

for (const server of SERVERS) {
  describe(`npm @anthropic-ai/sdk on ${server}`, () => {
    let gateway;
    const client = (apiKey) => new Anthropic({ apiKey, authToken: null, baseURL: gateway.url });

    before(async () => {
      gateway = await startGateway(server);
    });
    after(() => gateway?.stop());

    it('gets an answer with a good key', async () => {
      const answer = await client(gateway.key).messages.create(QUESTION);
      assert.equal(answer.content[0].text, ANSWER);
      assert.equal(answer.stop_reason, 'end_turn');
    });

    it('gets a streamed answer', async () => {
      const parts = [];
      const stream = client(gateway.key).messages.stream(QUESTION).on('text', (text) => parts.push(text));
      const message = await stream.finalMessage();
      assert.equal(parts.join(''), ANSWER);
      assert.equal(message.content[0].text, ANSWER);
      assert.ok(parts.length > 3);
    });

    it('lists the models', async () => {
      const ids = [];
      for await (const model of client(gateway.key).models.list()) {
        ids.push(model.id);
      }
      assert.ok(ids.includes('claude-sonnet-4'));
    });

    it('throws AuthenticationError with our message at a wrong key', async () => {
      await assert.rejects(client(WRONG_KEY).messages.create(QUESTION), (error) => {
        assert.ok(error instanceof AuthenticationError);
        assert.equal(error.status, 401);
        assert.equal(error.error.error.message, 'Invalid API key.');
        assert.match(error.message, /Invalid API key\./);
        return true;
      });
    });

    it('throws AuthenticationError where a stream was asked for', async () => {
      await assert.rejects(client(WRONG_KEY).messages.stream(QUESTION).finalMessage(), AuthenticationError);
    });
  });
}
