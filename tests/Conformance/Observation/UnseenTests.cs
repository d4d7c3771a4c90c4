using PlanisoContract.Quality.Own;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Conformance.Observation;

/// <summary>The list of what an observer cannot notice names what there is.</summary>
public sealed class UnseenTests
{
    [Test]
    public void Each_kind_that_is_not_seen_is_a_breakage_of_its_API_and_says_why()
    {
        foreach (var api in Unseen.Reasons.GroupBy(entry => entry.Key.Api))
        {
            var kinds = Contracts.Load(api.Key).Rules.SelectMany(rule => rule.Breakages, Unseen.Kind).ToHashSet();
            api.Select(entry => entry.Key.Kind).Where(kind => !kinds.Contains(kind)).ShouldBeEmpty(api.Key);
            api.ShouldAllBe(entry => entry.Value.EndsWith('.'));
        }
    }
}
