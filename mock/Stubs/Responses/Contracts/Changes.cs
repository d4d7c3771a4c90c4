using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Stubs.Responses.Contracts;

/// <summary>
/// What a stub changes in the contract's answer, from <c>transformerParameters</c>: <c>set</c> gives what is there another value,
/// <c>remove</c> takes it away, <c>merge</c> lays members over a JSON answer (RFC 7396).
/// </summary>
internal sealed record Changes(ImmutableArray<Change> All, JsonObject? Merge)
{
    /// <summary>The name of the transformer that asks the contract.</summary>
    public const string Transformer = "contract";

    private static readonly string[] Words = ["set", "remove", "merge"];

    public static Changes Read(JsonPlace place)
    {
        var changes = ImmutableArray.CreateBuilder<Change>();
        foreach (var (path, value) in place.Member("set")?.Members() ?? [])
            Add(Change.Set(path, value));
        foreach (var path in place.Member("remove")?.Items() ?? [])
            Add(path.Text() is { } text ? Change.Remove(text, path) : null);
        var merge = place.Member("merge")?.AsObject();
        // Templates have parameters of any name; one that is nearly ours is not meant for them.
        foreach (var name in (place.Object?.Select(member => member.Key) ?? []).Except(Words))
        {
            if (Nearest.To(name, Words) is { } near)
                place.Problems.Add($"{place.Pointer}/{name}", $"The transformer {Transformer} knows no \"{name}\"; did you mean {near}?");
        }
        return new Changes(changes.ToImmutable(), merge);

        void Add(Change? change)
        {
            if (change is not null)
                changes.Add(change);
        }
    }

    /// <summary>The same with all texts in the values carried out as templates.</summary>
    public Changes Render(Func<string, string> render) => new(
        [.. All.Select(change => change with { Value = Render(change.Value, render) })], (JsonObject?)Render(Merge, render));

    private static JsonNode? Render(JsonNode? node, Func<string, string> render) => node switch
    {
        JsonValue value when value.TryGetValue(out string? text) => JsonValue.Create(render(text)),
        JsonArray list => new JsonArray([.. list.Select(item => Render(item, render))]),
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Render(member.Value, render)))),
        _ => node?.DeepClone(),
    };
}
