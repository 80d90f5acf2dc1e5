package io.ossimport.cli.cluster;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Looks at all machines of a cluster before anything is copied to them. */
public final class HostChecks {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private HostChecks() {}

    /** One report a machine, in the order of {@code conf/workers}. */
    public static List<HostReport> of(Machines machines, Ssh ssh) throws InterruptedException {
        String folder = machines.workingDir();
        String name = "share-" + UUID.randomUUID(); // no machine has looked for it before
        String token = UUID.randomUUID().toString();
        Answer written =
                ssh.run(machines.masterHost(), Script.SHARE, List.of(folder, name, token), LIMIT);
        List<Answer> answers =
                EveryHost.ask(
                        machines.all(),
                        host ->
                                ssh.run(
                                        host,
                                        Script.CHECK,
                                        List.of(
                                                folder,
                                                name,
                                                machines.master().host(),
                                                Integer.toString(machines.master().port()),
                                                machines.folderOf(host)),
                                        LIMIT));
        ssh.remove(machines.masterHost(), folder + "/cluster/" + name, LIMIT);
        return answers.stream()
                .map(HostFacts::of)
                .map(
                        facts ->
                                new HostReport(
                                        facts,
                                        machines,
                                        !written.isReached() || facts.shared().equals(token)))
                .toList();
    }
}
