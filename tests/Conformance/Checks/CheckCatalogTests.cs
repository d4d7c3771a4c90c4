using PlanisoContract.Conformance;
using PlanisoContract.Conformance.Checks;
using PlanisoContract.Conformance.Execution;
using PlanisoContract.Conformance.Execution.Sessions;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Conformance.Checks;

/// <summary>Every behavior has its check, and what a check is registered for is a behavior.</summary>
public sealed class CheckCatalogTests
{
    [Test]
    public void Every_behavior_has_a_check_in_both_modes() =>
        Behaviors.All.Where(behavior => CheckCatalog.Default.Of(behavior, mayWrite: true) is null || CheckCatalog.Default.Of(behavior, mayWrite: false) is null)
            .ShouldBeEmpty();

    [Test]
    public void A_check_of_no_behavior_is_an_error_that_names_both() =>
        Should.Throw<InvalidOperationException>(() => new CheckCatalog([typeof(Misspelled)])).Message
            .ShouldStartWith("Misspelled.Judge judges Uniqe, which is no behavior.");

    [Test]
    public void A_second_check_of_a_behavior_is_an_error_that_names_both() =>
        Should.Throw<InvalidOperationException>(() => new CheckCatalog([typeof(Twice)])).Message
            .ShouldStartWith("Twice.Second judges unique, which another check judges already.");

    [Test]
    public void A_marked_method_that_cannot_be_called_is_an_error() =>
        Should.Throw<InvalidOperationException>(() => new CheckCatalog([typeof(Static)])).Message
            .ShouldStartWith("Static.Judge is marked as a check");

    private sealed class Static(Rule rule, Session session) : Check(rule, session)
    {
        [Judges(nameof(Behaviors.Unique))]
        public static Task<Verdict> Judge() => throw new NotSupportedException();
    }

    private sealed class Misspelled(Rule rule, Session session) : Check(rule, session)
    {
        [Judges("Uniqe")]
        public Task<Verdict> Judge() => throw new NotSupportedException();
    }

    private sealed class Twice(Rule rule, Session session) : Check(rule, session)
    {
        [Judges(nameof(Behaviors.Unique))]
        public Task<Verdict> First() => throw new NotSupportedException();

        [Judges(nameof(Behaviors.Unique))]
        public Task<Verdict> Second() => throw new NotSupportedException();
    }
}
