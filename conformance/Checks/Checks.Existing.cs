using PlanisoContract.Conformance.Checking;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance;

// What a run that may not write can tell by the records that are there; checks that are not here read anyway, or must write.
internal static partial class Checks
{
    private static readonly Dictionary<string, Check> OfExisting = new()
    {
        [Behaviors.Identity.Name] = ExistingValues.Identity,
        [Behaviors.NumberFormat.Name] = ExistingValues.NumberFormat,
        [Behaviors.NumberDistinct.Name] = ExistingValues.NumberDistinct,
        [Behaviors.NumberDigits.Name] = ExistingValues.NumberDigits,
        [Behaviors.Unique.Name] = ExistingValues.Unique,
        [Behaviors.ListOrder.Name] = ExistingValues.Order,
        [Behaviors.DeletedListed.Name] = ExistingValues.DeletedListed,
        [Behaviors.LinkedShape.Name] = ExistingShapes.Linked,
        [Behaviors.LinkedCurrent.Name] = ExistingShapes.LinkedCurrent,
        [Behaviors.ReferencesShown.Name] = ExistingShapes.References,
        [Behaviors.From.Name] = ExistingShapes.From,
        [Behaviors.Shown.Name] = ExistingShapes.Shown,
        [Behaviors.WriteOnly.Name] = ExistingShapes.WriteOnly,
        [Behaviors.OtherParent.Name] = ExistingShapes.OtherParent,
        [Behaviors.UnknownParent.Name] = ExistingShapes.UnknownParent,
        [Behaviors.Isolation.Name] = ExistingIsolation.Judge,
    };

    /// <summary>The check of a behavior, or null where there is none.</summary>
    public static Check? Of(Behavior behavior, bool mayWrite) =>
        !mayWrite && OfExisting.TryGetValue(behavior.Name, out var existing) ? existing : All.GetValueOrDefault(behavior.Name);
}
