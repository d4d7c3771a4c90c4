using PlanisoContract.Conformance.CommandLine;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Conformance.CommandLine;

/// <summary>Which rules <c>--resource</c>, <c>--rule</c> and <c>--exclude</c> choose.</summary>
public sealed class SelectionTests
{
    private static readonly Contract Contract = Contracts.Load("planiso");

    [Test]
    public void A_resource_comes_with_the_rules_of_the_whole_api()
    {
        foreach (var name in new[] { "EquipmentType", "equipment-type", "equipmenttype" })
        {
            var selection = Of("--resource", name);
            selection.Resources.ShouldBe(["EquipmentType"]);
            selection.Rules.Where(rule => rule.Place != Place.Api && (rule.Place.Resource?.Name ?? rule.Place.Operation!.Resource) != "EquipmentType").ShouldBeEmpty();
            selection.Rules.ShouldContain(Contract.Rule("json-answer"));
            selection.Rules.ShouldContain(Contract.Rule("list-equipment-types-status"));
        }
    }

    [Test]
    public void Patterns_choose_and_leave_out_and_what_every_answer_must_obey_is_told_beside_them()
    {
        var selection = Of("--rule", "user-*", "--rule", "find-user-status", "--exclude", "*-unique");
        selection.Resources.ShouldBeEmpty();
        selection.Rules.ShouldContain(Contract.Rule("find-user-status"));
        selection.Rules.ShouldAllBe(rule => rule.Id == "find-user-status" || rule.Id.StartsWith("user-", StringComparison.Ordinal));
        selection.Rules.ShouldNotContain(Contract.Rule("user-email-unique"));
        selection.Watched.ShouldContain(Contract.Rule("json-answer"));
        Of("--rule", "user-*", "--exclude", "json-answer").Watched.ShouldNotContain(Contract.Rule("json-answer"));
        Of("--exclude", "user-*").Rules.Length.ShouldBe(Contract.Rules.Count(rule => !rule.Id.StartsWith("user-", StringComparison.Ordinal)));
    }

    [TestCase("user-email-unique", "--resource", "user", "--rule", "*-email-unique")]
    public void Several_narrow_each_other(string rule, params string[] arguments) => Of(arguments).Rules.Select(chosen => chosen.Id).ShouldBe([rule]);

    [TestCase("Did you mean customer?", "--resource", "custmer")]
    [TestCase("Did you mean user-email-unique?", "--rule", "user-email-uniqe")]
    [TestCase("Did you mean user-*?", "--rule", "usr-*")]
    [TestCase("Did you mean *-order?", "--exclude", "*-ordr")]
    [TestCase("No rule is left", "--rule", "user-*", "--exclude", "user-*")]
    public void What_fits_nothing_is_refused_with_the_nearest(string says, params string[] arguments) =>
        Should.Throw<UsageException>(() => Of(arguments)).Message.ShouldContain(says);

    [Test]
    public void Variables_of_the_environment_are_lists_with_commas()
    {
        var variables = new Dictionary<string, string> { ["PLANISO_RESOURCE"] = "user, customer", ["PLANISO_EXCLUDE"] = "*-order", ["PLANISO_STRICT"] = "1" };
        var arguments = new Arguments();
        var given = arguments.Read(arguments.Command.Parse([]), variables.GetValueOrDefault);
        given.Resources.ShouldBe(["user", "customer"]);
        given.Exclude.ShouldBe(["*-order"]);
        given.Strict.ShouldBeTrue();
    }

    private static Selection Of(params string[] arguments)
    {
        var parser = new Arguments();
        return Selection.Of(Contract, parser.Read(parser.Command.Parse(arguments), _ => null));
    }
}
