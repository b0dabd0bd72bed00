import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import OpenAI, { AuthenticationError } from 'openai';
import { SERVERS, WRONG_KEY, startGateway } from './gateway.mjs';

const QUESTION = { model: 'gpt-4o', messages: [{ role: 'user', content: '12345678' }] };
const ANSWER = 'The stand-in upstream read 8 characters for gpt-4o.';

for (const server of SERVERS) {
  describe(`npm openai on ${server}`, () => {
    let gateway;
    const client = (apiKey) => new OpenAI({ apiKey, baseURL: `${gateway.url}/v1` });

    before(async () => {
      gateway = await startGateway(server);
    });
    after(() => gateway?.stop());

    it('gets an answer with a good key', async () => {
      const answer = await client(gateway.key).chat.completions.create(QUESTION);
      assert.equal(answer.choices[0].message.content, ANSWER);
    });

    it('gets a streamed answer', async () => {
      const stream = await client(gateway.key).chat.completions.create({ ...QUESTION, stream: true });
      const parts = [];
      for await (const chunk of stream) {
        parts.push(chunk.choices[0]?.delta?.content ?? '');
      }
      assert.equal(parts.join(''), ANSWER);
      assert.ok(parts.length > 3);
    });

    it('lists the models', async () => {
      const ids = [];
      for await (const model of client(gateway.key).models.list()) {
        ids.push(model.id);
      }
      assert.ok(ids.includes('gpt-4o'));
    });

    it('throws AuthenticationError with our message at a wrong key', async () => {
      await assert.rejects(client(WRONG_KEY).chat.completions.create(QUESTION), (error) => {
        assert.ok(error instanceof AuthenticationError);
        assert.equal(error.status, 401);
        assert.equal(error.message, '401 Invalid API key.');
        assert.equal(error.code, 'invalid_api_key');
        return true;
      });
    });

    it('throws AuthenticationError where a stream was asked for', async () => {
      await assert.rejects(
        client(WRONG_KEY).chat.completions.create({ ...QUESTION, stream: true }),
        AuthenticationError,
      );
    });
  });
}
