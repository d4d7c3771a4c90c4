using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Shop;

/// <summary>The contract that tries the dialect rest: its rules as they were reviewed.</summary>
public sealed class ShopContractTests
{
    [Test]
    public void The_rules_are_those_that_were_reviewed() => Repository.ShouldMatch(
        string.Concat(ShopApi.Contract.Rules.Select(rule =>
            $"{rule.Id} | {rule.Standing} | {rule.Source} | {string.Join(", ", rule.Readings)} | {string.Join(", ", rule.Breakages)}\n")),
        "tests", "Shop", "shop.rules.txt");
}
