package io.ossimport.cli.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ossimport.cli.ExitCode;
import io.ossimport.cli.cluster.Answer;
import io.ossimport.cli.cluster.Machines;
import io.ossimport.cli.cluster.Service;
import io.ossimport.cli.cluster.Ssh;
import io.ossimport.cli.cluster.Table;
import io.ossimport.cli.show.Talk;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code ossimport cluster status}: what of a cluster runs. */
@Command(
        name = "status",
        description = {
            "Asks each machine of conf/workers over ssh whether its master and its worker run.",
            ""
        },
        footer = {
            "",
            "Exit status: 0 when all of it runs, 5 when something does not, 4 when a machine cannot be"
                    + " reached.",
            "",
            "Examples:",
            "  ossimport cluster status",
            "  ossimport cluster status --json"
        })
public final class ClusterStatusCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParentCommand private ClusterCommand cluster = new ClusterCommand();

    @Mixin private MachinesOption option = new MachinesOption();

    @Override
    public Integer call() throws Exception {
        Talk talk = cluster.ossImport().talk();
        Machines machines = option.read(talk);
        List<Answer> answers;
        try (Ssh ssh = Ssh.open(machines)) {
            answers = new Service(machines, ssh).status();
        }
        List<List<String>> rows = new ArrayList<>(List.of(List.of("HOST", "MASTER", "WORKER")));
        boolean isWhole = true;
        for (Answer answer : answers) {
            boolean hasMaster = answer.host().equals(machines.masterHost());
            String master = hasMaster ? state(answer, "master") : "-";
            String worker = state(answer, "worker");
            rows.add(List.of(answer.host(), master, worker));
            talk.json(json(answer, master, worker));
            isWhole &= !(master + worker).contains("not running");
        }
        Table.lines(rows).forEach(talk::result);
        if (!answers.stream().allMatch(Answer::isFine)) {
            answers.stream()
                    .filter(answer -> !answer.isFine())
                    .forEach(answer -> talk.warn(answer.host() + ": " + answer.why()));
            return ExitCode.STORE_REFUSES.status();
        }
        return (isWhole ? ExitCode.DONE : ExitCode.STOPPED).status();
    }

    private static String state(Answer answer, String name) {
        if (!answer.isFine()) {
            return "not reached";
        }
        return answer.out()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .findFirst()
                .map(line -> "running as " + line.substring(name.length() + 1))
                .orElse("not running");
    }

    private static String json(Answer answer, String master, String worker) {
        ObjectNode line = JSON.createObjectNode();
        line.put("type", "host");
        line.put("host", answer.host());
        line.put("master", master);
        line.put("worker", worker);
        return line.toString();
    }
}
