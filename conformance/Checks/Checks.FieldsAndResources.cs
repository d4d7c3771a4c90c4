using PlanisoContract.Conformance.Checking;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance;

// Behaviors of fields and resources: lists, choices, references, lengths, hard deletes, nested records.
internal static partial class Checks
{
    private static Dictionary<string, Check> OfFieldsAndResources => new()
    {
        [Behaviors.RequiredOnUpdate.Name] = UpdateDemandCheck.Judge,
        [Behaviors.NotAllowed.Name] = SecrecyChecks.NotAllowed,
        [Behaviors.WriteOnly.Name] = SecrecyChecks.WriteOnly,
        [Behaviors.Pattern.Name] = ClosedValueChecks.Pattern,
        [Behaviors.Choice.Name] = ChoiceCheck.Judge,
        [Behaviors.RefersUnknown.Name] = RefersChecks.Unknown,
        [Behaviors.ReferenceAs.Name] = RefersChecks.As,
        [Behaviors.From.Name] = FromCheck.Judge,
        [Behaviors.Repeatable.Name] = RepeatableCheck.Judge,
        [Behaviors.MinimumLength.Name] = LengthChecks.Judge,
        [Behaviors.MaximumLength.Name] = LengthChecks.Judge,
        [Behaviors.LengthUnit.Name] = LengthChecks.Judge,
        [Behaviors.FlagJson.Name] = ClosedValueChecks.FlagInJson,

        [Behaviors.SeveralRoundTrip.Name] = SeveralChecks.RoundTrip,
        [Behaviors.SeveralUpdate.Name] = SeveralChecks.Update,
        [Behaviors.SeveralClear.Name] = SeveralChecks.Clear,
        [Behaviors.EntryChoice.Name] = EntryChecks.Choice,
        [Behaviors.EntryIncomplete.Name] = EntryChecks.Incomplete,
        [Behaviors.KeyedRoundTrip.Name] = KeyedChecks.RoundTrip,
        [Behaviors.KeyedUpdate.Name] = KeyedChecks.Update,
        [Behaviors.KeyedUnknown.Name] = KeyedChecks.Unknown,

        [Behaviors.HardDelete.Name] = HardDeleteCheck.Judge,
        [Behaviors.OtherParent.Name] = ParentChecks.Other,
        [Behaviors.UnknownParent.Name] = ParentChecks.Unknown,
        [Behaviors.ParentDeleted.Name] = ParentChecks.Deleted,
        [Behaviors.AnyRequired.Name] = AnyRequiredCheck.Judge,
    };
}
