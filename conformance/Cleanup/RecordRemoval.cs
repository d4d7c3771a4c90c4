using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Checks;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Cleanup;

/// <summary>Deletes one record of a run, unless that is done already, and looks what became of it.</summary>
/// <param name="run">The run.</param>
/// <param name="session">Sends for the cleanup.</param>
/// <param name="since">Of each resource the least identity that the server is known to have given during the run; null where none is known.</param>
internal sealed class RecordRemoval(Run run, Session session, IReadOnlyDictionary<string, long?> since)
{
    private const string Kept = "The API deactivates records and removes none.";

    /// <param name="own">The record.</param>
    /// <param name="listed">As a list shows it, or null where none does.</param>
    public async Task<CleanedRecord> Of(OwnRecord own, JsonObject? listed)
    {
        try
        {
            return await Settle(own, run.Contract.Resource(own.Resource), listed);
        }
        // Whatever is wrong with one record must not keep the others there.
        catch (Exception wrong)
        {
            return Remains(own, run.Redaction.Of(wrong.Message));
        }
    }

    private async Task<CleanedRecord> Settle(OwnRecord own, Resource resource, JsonObject? listed)
    {
        // Where records go for good, one whose flag is off need not have been deleted.
        var keeps = resource.SoftDelete is not null;
        if (listed is not null && keeps && IsOff(resource, listed))
            return State(own, RecordState.Deactivated, Kept);
        var shown = listed;
        // Its identity may have gone to another record, where records go for good: looked at before anything is deleted.
        if (shown is null ? own.Deleted || !keeps : !Holds(resource, shown))
        {
            var (state, found) = await Look(own, resource);
            if (state == RecordState.Removed || (state == RecordState.Deactivated && (keeps || own.Deleted)))
                return State(own, state, state == RecordState.Removed ? "" : Kept);
            shown = found ?? shown;
        }
        if (shown is not null && !IsOwn(own, resource, shown))
            return Remains(own, $"What is there does not hold {run.Tag}, so that it may be somebody else's record, and was left alone.");
        if (run.Contract.Operation(OperationKind.Delete, resource) is not { } delete)
            return Remains(own, $"The API offers no delete of {resource}.") with { CanBeRemoved = false };
        return await Delete(own, resource, delete);
    }

    private async Task<CleanedRecord> Delete(OwnRecord own, Resource resource, Operation delete)
    {
        run.Made.Own(resource, own.Identity, own.Parent);
        var answer = await Cleaner.Patiently(() => session.Call(delete, own.Identity, how: How(own)));
        var (state, _) = await Look(own, resource, answer.Succeeded);
        return state switch
        {
            RecordState.Removed => State(own, state, ""),
            RecordState.Deactivated when answer.Succeeded || resource.SoftDelete is not null => State(own, state, Kept),
            _ => Remains(own, $"{delete} answers {run.Redaction.Of(answer.Summary)}, and it is still there."),
        };
    }

    // As finding it shows; where nothing finds it, as the delete says.
    private async Task<(RecordState State, JsonObject? Shown)> Look(OwnRecord own, Resource resource, bool? deleted = null)
    {
        if (run.Contract.Operation(OperationKind.Find, resource) is not { } find)
            return (deleted == true ? resource.SoftDelete is null ? RecordState.Removed : RecordState.Deactivated : RecordState.Remains, null);
        var found = await Cleaner.Patiently(() => session.Call(find, own.Identity, how: How(own)));
        if (IsGone(find, found))
            return (RecordState.Removed, null);
        if (found is not { Succeeded: true, Data: JsonObject record })
            throw new PreconditionException($"{find} answers {found.Summary}, so whether it is still there cannot be seen.");
        return (IsOff(resource, record) ? RecordState.Deactivated : RecordState.Remains, record);
    }

    private bool IsGone(Operation find, Answer found) => found.Outcome == Outcome.NotFound || found.Exchange.Status == 410
        || (found.Outcome == Outcome.BadRequest && run.Contract.Tolerates(Behaviors.UnknownRecord, Place.Of(find), "bad-request"));

    private bool IsOff(Resource resource, JsonObject record) =>
        run.Contract.ActiveFlag(resource) is { } flag && session.TryGet(record, resource.Field(flag), out var value) && FieldValue.Flag(value) == false;

    private bool Holds(Resource resource, JsonObject record) => Tags.Hold(run.Contract, resource, record, run.Tag);

    // What was made without the tag, or lost it by an update, is known by its identity alone. Where it should hold the tag and does not,
    // either the server has not stored what it was sent, or its answer named a record that was there before: the identity tells.
    private bool IsOwn(OwnRecord own, Resource resource, JsonObject shown) => Holds(resource, shown)
        || !(own.Deleted && resource.SoftDelete is null)
            && (!own.Holds || (long.TryParse(own.Identity, out var number) && number > since[own.Resource]));

    private static Sending How(OwnRecord own) => new() { Who = own.Silo, Parent = own.Parent };

    private static CleanedRecord Remains(OwnRecord own, string why) => State(own, RecordState.Remains, why);

    private static CleanedRecord State(OwnRecord own, RecordState state, string why) => new(own.Resource, own.Identity, own.Parent, state, why) { Silo = own.Silo };
}
