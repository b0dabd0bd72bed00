package dev.latchkey.body;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which strings are a body's text. */
class TextLengthTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "'messages':[{'role':'user','content':'abc'}] | 3",
                "'messages':[{'content':'abc'},{'content':'de'}] | 5",
                "'messages':[{'content':[{'type':'text','text':'abc'},{'type':'image_url','image_url':{'url':'xx'}}]}] | 3",
                "'messages':[{'content':[{'type':'tool_result','content':[{'type':'text','text':'abc'}]}]}] | 3",
                "'messages':[{'content':[{'x':1},'abc']}] | 3",
                "'messages':[{'content':null},{'name':'n','tool_calls':[{'arguments':'zz'}]}] | 0",
                "'messages':[{'content':{'other':'abc'}}] | 0",
                "'messages':5 | 0",
                "'prompt':'abcd' | 4",
                "'prompt':['ab','cd',['ef']] | 6",
                "'prompt':[1,2,3] | 0",
                "'input':'abc' | 3",
                "'input':['a',{'role':'user','content':[{'type':'input_text','text':'bc'}]},'d'] | 4",
                "'system':'abc' | 3",
                "'system':[{'type':'text','text':'abc'}] | 3",
                "'system':'a','messages':[{'content':'b'}],'prompt':'c','input':'d' | 4",
                "'messages':[{'content':'a','content':'b'}] | 2",
                "'messages':[{'content':'a'}],'content':'zz','text':'zz' | 1",
                "'other':[{'content':'zz'}] | 0",
                "'prompt':'\\u00e9\\n' | 2"
            })
    void theTextsOfPromptsAndMessagesAreCounted(String members, long characters) {
        assertThat(Bodies.facts("{" + members.replace('\'', '"') + "}").textLength())
                .isEqualTo(characters);
    }
}
