package dev.latchkey;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** The rules of the house that a compiler does not know. */
@AnalyzeClasses(packages = "dev.latchkey", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final DescribedPredicate<JavaClass> OF_A_DEPENDENCY = resideInAnyPackage(
                    "com.fasterxml..", "com.github.benmanes..", "org.bouncycastle..", "org.slf4j..")
            .as("of a dependency");

    /** Arrows point down: a package uses those below it and never one above; the lowest know no keys and no HTTP. */
    @ArchTest
    static final ArchRule packagesUseThoseBelowThemOnly = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("profiles")
            .definedBy("dev.latchkey.profile..")
            .layer("bodies")
            .definedBy("dev.latchkey.body..")
            .layer("management over HTTP")
            .definedBy("dev.latchkey.manage.http..")
            .layer("front door")
            .definedBy("dev.latchkey")
            .layer("management")
            .definedBy("dev.latchkey.manage")
            .layer("keys")
            .definedBy("dev.latchkey.key..")
            .layer("quota")
            .definedBy("dev.latchkey.quota..")
            .layer("access")
            .definedBy("dev.latchkey.access..")
            .whereLayer("profiles")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("bodies")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("management over HTTP")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("front door")
            .mayOnlyBeAccessedByLayers("profiles", "bodies", "management over HTTP")
            .whereLayer("management")
            .mayOnlyBeAccessedByLayers("front door", "management over HTTP")
            .whereLayer("keys")
            .mayOnlyBeAccessedByLayers("profiles", "front door", "management over HTTP", "management")
            .whereLayer("quota")
            .mayOnlyBeAccessedByLayers("profiles", "front door", "management over HTTP", "management", "keys")
            .whereLayer("access")
            .mayOnlyBeAccessedByLayers("profiles", "front door", "management over HTTP", "management", "keys", "quota");

    @ArchTest
    static final ArchRule oneClassKnowsBouncyCastle = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.latchkey.key.Argon2id")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bouncycastle..");

    /** A provider that is registered changes cryptography for the whole process of the host. */
    @ArchTest
    static final ArchRule noProviderIsRegistered = noClasses()
            .should()
            .callMethodWhere(describe(
                    "registers a security provider",
                    call -> call.getTargetOwner().isEquivalentTo(java.security.Security.class)));

    @ArchTest
    static final ArchRule jsonIsReadByManifestsTheLookIntoBodiesAndManagementAndWrittenByRenderers = noClasses()
            .that()
            .haveNameNotMatching(
                    "dev\\.latchkey\\.(key\\.\\w*Manifest\\w*|body\\.\\w+|manage\\.http\\.\\w+|\\w*Renderer)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml..");

    @ArchTest
    static final ArchRule noClassIsNamedAfterNothing = noClasses()
            .should()
            .haveNameMatching(".*(Utils?|Helper|Manager|Impl|Base)(\\$.*)?")
            .because("a name says what a thing is");

    @ArchTest
    static final ArchRule noPublicMethodMentionsADependency = codeUnits()
            .that()
            .areDeclaredInClassesThat(are(seenByHosts()))
            .and(are(publicOrProtected()))
            .should(mentionNone());

    @ArchTest
    static final ArchRule noPublicFieldMentionsADependency = fields().that()
            .areDeclaredInClassesThat(are(seenByHosts()))
            .and(are(publicOrProtected()))
            .should(mentionNone())
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule noPublicTypeExtendsADependency =
            classes().that(are(seenByHosts())).should().notBeAssignableTo(OF_A_DEPENDENCY);

    private static DescribedPredicate<JavaClass> seenByHosts() {
        return describe("seen by hosts", ArchitectureTest::isSeenByHosts);
    }

    private static boolean isSeenByHosts(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(ArchitectureTest::isSeenByHosts).orElse(true);
    }

    private static DescribedPredicate<JavaMember> publicOrProtected() {
        return describe(
                "public or protected",
                member -> member.getModifiers().contains(JavaModifier.PUBLIC)
                        || member.getModifiers().contains(JavaModifier.PROTECTED));
    }

    private static <T extends JavaMember> ArchCondition<T> mentionNone() {
        return new ArchCondition<>("mention no type of a dependency") {
            @Override
            public void check(T member, ConditionEvents events) {
                member.getAllInvolvedRawTypes().stream()
                        .filter(OF_A_DEPENDENCY)
                        .forEach(type -> events.add(SimpleConditionEvent.violated(
                                member, member.getFullName() + " mentions " + type.getFullName())));
            }
        };
    }
}
