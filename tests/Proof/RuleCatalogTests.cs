using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Proof;

/// <summary>The rules of each contract as a committed text: ids are stable, and every change to one is seen in review.</summary>
public sealed class RuleCatalogTests
{
    [TestCaseSource(typeof(Contracts), nameof(Contracts.Names))]
    public void The_rules_are_those_that_were_reviewed(string api)
    {
        var lines = Contracts.Load(api).Rules.Select(rule =>
            $"{rule.Id} | {rule.Standing} | {rule.Source} | {string.Join(", ", rule.Readings)} | {string.Join(", ", rule.Breakages)}\n");
        Repository.ShouldMatch(string.Concat(lines), "tests", "Proof", $"{api}.rules.txt");
    }

    [TestCaseSource(typeof(Contracts), nameof(Contracts.Names))]
    public void The_table_of_rules_is_made_from_the_contract(string api) =>
        Repository.ShouldMatch(RulesPage.Create(Contracts.Load(api)), "spec", $"rules.{api}.md");

    [Test]
    public void The_page_of_the_measurement_states_the_numbers_as_they_are()
    {
        var readme = Repository.Read("tests", "Quality", "README.md");
        foreach (var contract in Contracts.Names.Select(Contracts.Load))
        {
            var (breakages, readings) = (contract.Rules.Sum(rule => rule.Breakages.Length), contract.Rules.Sum(rule => rule.Readings.Length));
            readme.ShouldContain(FormattableString.Invariant(
                $"| {contract.Title} | this suite | {contract.Rules.Length:N0} | {breakages:N0} of {breakages:N0} | {readings:N0} of {readings:N0} |"));
        }
    }
}
