package io.ossimport.transfer.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.core.job.InputList;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.job.OverwritePolicy;
import io.ossimport.transfer.move.Jobs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingListenerTest {

    @TempDir Path temp;

    @Test
    void hearsOfEachThousandRowsReadAndThenOfEachThousandSorted() throws IOException {
        JobSpec all = Jobs.job(OverwritePolicy.ALWAYS);
        Path list = temp.resolve("keys.csv");
        String keys =
                IntStream.range(0, 2500)
                        .mapToObj(i -> all.source().prefix() + i * 7 % 2500 + "\n")
                        .collect(Collectors.joining());
        Files.writeString(list, "key\n" + keys);
        JobSpec job = all.over(new InputList(list.toString(), InputList.Form.AUTO, 1, 2));
        Path folder = Files.createDirectory(temp.resolve("input"));
        List<String> heard = new ArrayList<>();

        InputReading.read(job, folder, (read, sorted) -> heard.add(read + " " + sorted));

        assertThat(heard).containsExactly("1000 0", "2000 0", "2500 1000", "2500 2000");
    }
}
