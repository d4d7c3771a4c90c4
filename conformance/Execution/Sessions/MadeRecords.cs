using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Execution.Sessions;

/// <summary>What a run knows of the records that it made: their parents, and what they hold of fields that every update may have to send.</summary>
internal sealed class MadeRecords(Contract contract)
{
    // Beyond what anyone counts to: the identity that checks use for a record that does not exist, and greater ones.
    private const long Beyond = 1_999_999_937;

    private readonly ConcurrentDictionary<(string Resource, string Identity), Kept> _made = [];
    private readonly ConcurrentDictionary<(string Resource, string Identity), bool> _elsewhere = [];

    /// <summary>Notes what an answer says of a record that was made or changed.</summary>
    public void Note(Operation operation, Resource resource, string? identity, string? parent, JsonObject? input, Answer answer)
    {
        if (!answer.Succeeded || operation.Kind is not (OperationKind.Create or OperationKind.Update))
            return;
        if (answer.Exchange.Who == Credential.Other)
        {
            if (operation.Kind == OperationKind.Create && Session.TextOf((answer.Data as JsonObject)?[resource.Identity.Name]) is { } other)
                _elsewhere[(resource.Name, other)] = true;
            return;
        }
        if (operation.Kind == OperationKind.Create && Session.TextOf((answer.Data as JsonObject)?[resource.Identity.Name]) is { } created)
            _made[(resource.Name, created)] = new Kept(parent, Demanded(resource, input));
        else if (identity is not null && _made.TryGetValue((resource.Name, identity), out var known))
        {
            foreach (var (name, value) in Demanded(resource, input))
                known.Demanded[name] = value;
        }
    }

    /// <summary>Notes a record that is known to be the run's own in another way.</summary>
    public void Own(Resource resource, string identity, string? parent) =>
        _made.TryAdd((resource.Name, identity), new Kept(parent, []));

    /// <summary>The parent that a record was made under, or null.</summary>
    public string? ParentOf(Resource resource, string? identity) =>
        identity is not null && _made.TryGetValue((resource.Name, identity), out var made) ? made.Parent : null;

    /// <summary>Whether a delete can hit no record of somebody else's: the run made it, or nobody can have it.</summary>
    public bool MayBeDeleted(Resource resource, string identity)
    {
        // A lax server takes the digits at the start for the whole.
        var digits = string.Concat(identity.TakeWhile(char.IsAsciiDigit));
        return digits.TrimStart('0').Length == 0 || _made.ContainsKey((resource.Name, identity)) || _made.ContainsKey((resource.Name, digits))
            || _elsewhere.ContainsKey((resource.Name, identity))
            || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number >= Beyond;
    }

    /// <summary>What a record of the run's own was last sent of a field that every update may have to send; null where it is not known.</summary>
    public JsonNode? Held(Resource resource, string identity, Field field) =>
        _made.TryGetValue((resource.Name, identity), out var made) && made.Demanded.TryGetValue(field.Name, out var value) ? value : null;

    private ConcurrentDictionary<string, JsonNode> Demanded(Resource resource, JsonObject? input) => new(
        resource.Fields.Where(field => IsDemanded(resource, field) && input?[field.Name] is not null)
            .Select(field => KeyValuePair.Create(field.Name, input![field.Name]!.DeepClone())));

    private bool IsDemanded(Resource resource, Field field) =>
        contract.Rule(Behaviors.RequiredOnUpdate, Place.Of(resource, field))?.Readings.Any(mode => mode.Name == "required") == true;

    private sealed record Kept(string? Parent, ConcurrentDictionary<string, JsonNode> Demanded);
}
