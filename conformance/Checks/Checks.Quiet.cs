using PlanisoContract.Spec;

namespace PlanisoContract.Conformance;

// What other checks of the run could hide: a list that misses its newest record misses that of somebody else while others create,
// and totals move. They are judged after all others, one after the other, while nothing else writes.
internal static partial class Checks
{
    private static readonly HashSet<string> NeedingQuiet =
    [
        Behaviors.ListComplete.Name, Behaviors.ListTotal.Name, Behaviors.ListPaged.Name, Behaviors.Filter.Name,
        Behaviors.PagesComplete.Name, Behaviors.PageMeta.Name, Behaviors.PagePastEnd.Name,
    ];

    /// <summary>Whether the check of a behavior is only sure of what it sees while no other check writes.</summary>
    public static bool NeedsQuiet(Behavior behavior) => NeedingQuiet.Contains(behavior.Name);
}
