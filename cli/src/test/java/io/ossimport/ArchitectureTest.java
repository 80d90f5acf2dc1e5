package io.ossimport;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.ossimport.core.store.ObjectStore;

/** Holds the arrows between the modules; ARCHITECTURE.md draws them. */
@AnalyzeClasses(
        packages = "io.ossimport",
        importOptions = {ImportOption.DoNotIncludeTests.class})
class ArchitectureTest {

    @ArchTest
    static final ArchRule coreKnowsNoVendorNoNettyNoFlink =
            noClasses()
                    .that()
                    .resideInAPackage("io.ossimport.core..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.ossimport.wire..",
                            "io.ossimport.connectors..",
                            "io.ossimport.transfer..",
                            "io.ossimport.engine..",
                            "io.ossimport.cli..",
                            "io.ossimport.testkit..",
                            "io.netty..",
                            "org.apache.flink..",
                            "software.amazon..",
                            "com.aliyun..");

    @ArchTest
    static final ArchRule wireKnowsNoFlinkAndNoVendor =
            noClasses()
                    .that()
                    .resideInAPackage("io.ossimport.wire..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.ossimport.connectors..",
                            "io.ossimport.transfer..",
                            "io.ossimport.engine..",
                            "io.ossimport.cli..",
                            "io.ossimport.testkit..",
                            "org.apache.flink..",
                            "software.amazon..",
                            "com.aliyun..");

    @ArchTest static final ArchRule localKnowsNoOtherConnector = connectorStandsAlone("local");

    @ArchTest static final ArchRule s3KnowsNoOtherConnector = connectorStandsAlone("s3");

    @ArchTest static final ArchRule ossKnowsNoOtherConnector = connectorStandsAlone("oss");

    @ArchTest
    static final ArchRule transferIsPlainJava =
            noClasses()
                    .that()
                    .resideInAPackage("io.ossimport.transfer..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.ossimport.wire..",
                            "io.ossimport.connectors..",
                            "io.ossimport.engine..",
                            "io.ossimport.cli..",
                            "io.ossimport.testkit..",
                            "io.netty..",
                            "org.apache.flink..");

    @ArchTest
    static final ArchRule engineKnowsNoConnector =
            noClasses()
                    .that()
                    .resideInAPackage("io.ossimport.engine..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.ossimport.wire..",
                            "io.ossimport.connectors..",
                            "io.ossimport.cli..",
                            "io.ossimport.testkit..",
                            "io.netty..");

    @ArchTest
    static final ArchRule testkitKnowsCoreOnly =
            noClasses()
                    .that()
                    .resideInAPackage("io.ossimport.testkit..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.ossimport.wire..",
                            "io.ossimport.connectors..",
                            "io.ossimport.transfer..",
                            "io.ossimport.engine..",
                            "io.ossimport.cli..");

    @ArchTest
    static final ArchRule noStoreCanDelete =
            methods()
                    .that()
                    .areDeclaredInClassesThat()
                    .areAssignableTo(ObjectStore.class)
                    .and()
                    .areDeclaredInClassesThat()
                    // in a test, somebody else may take an object away
                    .resideOutsideOfPackage("io.ossimport.testkit..")
                    .should()
                    .haveNameNotMatching("(?i).*(delete|remove).*");

    private static ArchRule connectorStandsAlone(String name) {
        return noClasses()
                .that()
                .resideInAPackage("io.ossimport.connectors." + name + "..")
                .should()
                .dependOnClassesThat(
                        com.tngtech.archunit.base.DescribedPredicate.describe(
                                "are another connector, or above all connectors",
                                type ->
                                        type.getPackageName()
                                                        .matches(
                                                                "io\\.ossimport\\.(transfer|engine|cli|testkit)(\\..*)?")
                                                || (type.getPackageName()
                                                                .startsWith(
                                                                        "io.ossimport.connectors.")
                                                        && !type.getPackageName()
                                                                .startsWith(
                                                                        "io.ossimport.connectors."
                                                                                + name))));
    }
}
