using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Observation.Reading;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Observation.Judgments;

/// <summary>The records that conform to the schema of an operation's answer, by a hash of all that they hold.</summary>
internal sealed class ValidRecords
{
    private const int Max = 100_000;

    private readonly HashSet<UInt128> _known = [];

    /// <summary>Whether the very same answer was seen before.</summary>
    public bool IsKnown(Operation operation, ObservedExchange exchange) => exchange.Answer.Data is not JsonArray && _known.Contains(Hash(operation, exchange.Exchange.Body));

    /// <summary>The answer with the records alone that were not seen before; as it is where it does not end in a list.</summary>
    public Exchange Unknown(Operation operation, ObservedExchange exchange)
    {
        if (exchange.Answer.Data is not JsonArray list || exchange.Exchange.Json is not JsonObject body)
            return exchange.Exchange;
        var lists = body.Where(member => member.Value is JsonArray other && other.Count == list.Count).ToArray();
        if (lists.Length != 1 || !(ReferenceEquals(lists[0].Value, list) || JsonNode.DeepEquals(lists[0].Value, list)))
            return exchange.Exchange;
        var rest = new JsonArray([.. list.Where(record => !_known.Contains(Hash(operation, record?.ToJsonString()))).Select(record => record?.DeepClone())]);
        var thinned = new JsonObject(body.Select(member => KeyValuePair.Create(member.Key, member.Key == lists[0].Key ? rest : member.Value?.DeepClone())));
        return exchange.Exchange with { Body = thinned.ToJsonString() };
    }

    public void Add(Operation operation, ObservedExchange exchange)
    {
        if (_known.Count > Max)
            _known.Clear();
        if (exchange.Answer.Data is JsonArray list)
            _known.UnionWith(list.Select(record => Hash(operation, record?.ToJsonString())));
        else
            _known.Add(Hash(operation, exchange.Exchange.Body));
    }

    private static UInt128 Hash(Operation operation, string? text) => BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{operation.Id} {text}")));
}
