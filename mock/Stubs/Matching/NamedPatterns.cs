using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace PlanisoContract.Mock.Stubs.Matching;

/// <summary>What is expected by name: of headers, parameters, cookies.</summary>
internal sealed class NamedPatterns<T>(ImmutableArray<KeyValuePair<string, T>> all)
    where T : class
{
    public ImmutableArray<KeyValuePair<string, T>> All => all;

    public int Count => all.Length;

    public static NamedPatterns<T> Read(JsonPlace place, Func<JsonPlace, T?> read)
    {
        var all = ImmutableArray.CreateBuilder<KeyValuePair<string, T>>();
        foreach (var (name, member) in place.Members())
        {
            if (read(member) is { } pattern)
                all.Add(new(name, pattern));
        }
        return new NamedPatterns<T>(all.ToImmutable());
    }

    public JsonObject ToJson(Func<T, JsonNode> write) => new(all.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)write(one.Value))));
}
