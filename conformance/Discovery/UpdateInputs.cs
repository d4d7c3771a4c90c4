using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Checks;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Discovery;

/// <summary>
/// What the updates of the target ask for where the contract leaves it open: whether required fields must be sent with every
/// one, and which of a field's names works. Found out once in a run for each resource, by trying.
/// </summary>
internal sealed class UpdateInputs(Run run)
{
    private readonly AsyncCache<bool> _demands = new();
    private readonly AsyncCache<string> _names = new();

    /// <summary>The input with the fields that every update must send, as the record holds them; an empty one stays empty.</summary>
    public async Task<JsonObject> Complete(Resource resource, string identity, JsonObject input, Sending how)
    {
        if ((input.Count == 0 && how.Extra is not { Count: > 0 }) || !await Demands(resource))
            return input;
        var completed = (JsonObject)input.DeepClone();
        JsonObject? shown = null;
        foreach (var field in Demandable(resource).Where(field => !completed.ContainsKey(field.Name) && how.Extra?.ContainsKey(field.InputName) != true))
        {
            var held = how.Who == Credential.Other ? null : run.Made.Held(resource, identity, field);
            if (held is null && (shown ??= await Shown(resource, identity, how)) is { } record && new Session(run).TryGet(record, field, out var value))
                held = value;
            completed[field.Name] = held?.DeepClone() ?? new Session(run).Fresh(resource, field);
        }
        return completed;
    }

    /// <summary>The input with each field whose own name an update does not take moved to the names that are sent as they are.</summary>
    public async Task<(JsonObject Input, JsonObject? Extra)> Rename(Resource resource, JsonObject input, JsonObject? extra)
    {
        foreach (var field in resource.Fields.Where(field => input.ContainsKey(field.Name) && MayHaveOtherName(resource, field)))
        {
            var name = await _names.Get(field.Pointer, () => FindName(resource, field));
            if (name == field.InputName || extra?.ContainsKey(name) == true)
                continue;
            (input, extra) = ((JsonObject)input.DeepClone(), (JsonObject?)extra?.DeepClone() ?? []);
            extra[name] = input[field.Name]?.DeepClone();
            input.Remove(field.Name);
        }
        return (input, extra);
    }

    /// <summary>The input with every other field as the record holds it: for an update that replaces the record.</summary>
    public async Task<JsonObject> Whole(Resource resource, string identity, JsonObject input, Sending how)
    {
        var session = new Session(run);
        var whole = (JsonObject)input.DeepClone();
        var shown = await Shown(resource, identity, how);
        foreach (var field in resource.Fields.Where(field => field is { OnUpdate: true, Forbidden: false, Keyed: null }
            && !whole.ContainsKey(field.Name) && how.Extra?.ContainsKey(field.InputName) != true && !session.IsRefused(resource, field)))
        {
            if (shown is not null && session.TryGet(shown, field, out var held) && held is not null)
                whole[field.Name] = held.DeepClone();
            else if (field.Required)
                whole[field.Name] = session.Fresh(resource, field);
        }
        return whole;
    }

    private bool MayHaveOtherName(Resource resource, Field field) =>
        run.Contract.Tolerates(Behaviors.Alias, Place.Of(resource, field), "other-name");

    private IEnumerable<Field> Demandable(Resource resource) =>
        resource.Fields.Where(field => run.Contract.Tolerates(Behaviors.RequiredOnUpdate, Place.Of(resource, field), "required"));

    private async Task<bool> Demands(Resource resource) => Demandable(resource).Any() && await _demands.Get(resource.Name, () => Try(resource));

    // One update without the fields, and the same with them.
    private async Task<bool> Try(Resource resource)
    {
        var session = new Session(run);
        try
        {
            var made = await session.Make(resource);
            var field = session.OtherChangeable(resource, [.. Demandable(resource)]);
            var changes = new JsonObject { [field.Name] = session.OtherValue(resource, field, made.Sent[field.Name]) };
            if ((await session.Update(resource, made.Identity, changes, new Sending { Alone = true })).Outcome != Outcome.BadRequest)
                return false;
            foreach (var demanded in Demandable(resource).Where(demanded => made.Sent[demanded.Name] is not null))
                changes[demanded.Name] = made.Sent[demanded.Name]!.DeepClone();
            return (await session.Update(resource, made.Identity, changes, new Sending { Alone = true })).Succeeded;
        }
        catch (PreconditionException)
        {
            return false;
        }
    }

    // Its own, unless an update with that changes nothing and one with another name does.
    private async Task<string> FindName(Resource resource, Field field)
    {
        var session = new Session(run);
        try
        {
            var made = await session.Make(resource);
            foreach (var name in field.OtherInputs.Prepend(field.InputName))
            {
                var value = session.Fresh(resource, field);
                var sent = new JsonObject { [name] = value.DeepClone() };
                await session.Update(resource, made.Identity, [], new Sending { Extra = sent });
                if ((await session.Find(resource, made.Identity)).Data is JsonObject record && session.TryGet(record, field, out var shown)
                    && session.IsSame(field, shown, value))
                    return name;
            }
        }
        catch (PreconditionException)
        {
            // What is in the way is told by the rules of creates.
        }
        return field.InputName;
    }

    private async Task<JsonObject?> Shown(Resource resource, string identity, Sending how) => run.Contract.Operation(OperationKind.Find, resource) is null ? null
        : (await new Session(run).Find(resource, identity, new Sending { Who = how.Who == Credential.Other ? how.Who : Credential.Full, Parent = how.Parent })).Data as JsonObject;
}
