package io.ossimport.cli.cluster;

import io.ossimport.engine.cluster.ClusterAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which machines there are: OssImport's {@code conf/workers}. One a line, a name or an address by
 * which all others reach it; the first is the master's and may have the first of its three ports
 * behind it.
 *
 * @param master where the master listens
 * @param all with the master's first; each has a worker
 */
record Hosts(ClusterAddress master, List<String> all) {

    // A name that began with a dash would be an option of ssh.
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");
    private static final Pattern IPV6 =
            Pattern.compile("(?=.*:.*:)[0-9A-Fa-f:.]+(%[A-Za-z0-9_.-]+)?");
    private static final Pattern WITH_PORT =
            Pattern.compile("(?:\\[([^\\]]*)\\]|([^:]*)):([0-9]{1,5})");

    Hosts {
        all = List.copyOf(all);
    }

    static Hosts read(Path file, List<String> mistakes) {
        ConfFile conf = new ConfFile(file, mistakes);
        int before = mistakes.size();
        Set<String> hosts = new LinkedHashSet<>();
        int port = ClusterAddress.DEFAULT_PORT;
        for (ConfFile.Line line : conf.lines()) {
            String host = line.text();
            Matcher withPort = WITH_PORT.matcher(host);
            if (withPort.matches() && !IPV6.matcher(host).matches()) {
                host = withPort.group(1) != null ? withPort.group(1) : withPort.group(2);
                port = port(withPort.group(3), hosts.isEmpty(), line, conf);
            }
            if (!HOST.matcher(host).matches() && !IPV6.matcher(host).matches()) {
                conf.wrong(line.number(), "is no name or address of a machine; one a line");
            } else if (!hosts.add(host)) {
                conf.wrong(line.number(), host + " is there already; remove one of the two");
            }
        }
        if (hosts.isEmpty() && mistakes.size() == before) {
            conf.wrong(0, "names no machine; the first line is the master's, one a line");
        }
        List<String> all = new ArrayList<>(hosts);
        return new Hosts(new ClusterAddress(all.isEmpty() ? "none" : all.get(0), port), all);
    }

    private static int port(String digits, boolean isMaster, ConfFile.Line line, ConfFile conf) {
        int port = Integer.parseInt(digits);
        if (!isMaster) {
            conf.wrong(
                    line.number(),
                    "has a port, which only the first line may have: the master's; that of ssh is"
                            + " sshPort in sys.properties");
        } else if (port < 1 || port > 65_533) {
            conf.wrong(line.number(), "the port is " + port + "; allowed: 1 to 65533");
        } else {
            return port;
        }
        return ClusterAddress.DEFAULT_PORT;
    }
}
