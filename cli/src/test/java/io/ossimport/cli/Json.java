package io.ossimport.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/** Reads JSON lines. */
final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /** The last line, which is the summary. Fails when any line is not JSON. */
    static JsonNode summary(String out) throws JsonProcessingException {
        List<String> lines = out.lines().toList();
        for (String line : lines) {
            MAPPER.readTree(line);
        }
        return MAPPER.readTree(lines.get(lines.size() - 1));
    }
}
