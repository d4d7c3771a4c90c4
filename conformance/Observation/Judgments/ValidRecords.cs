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

    /// <summary>The answer with the records alone that were not seen before; as it is where it does not end in a list; null where it was seen before.</summary>
    /// <returns>That, and the hashes to add once it is found valid.</returns>
    public (Exchange? Unknown, UInt128[] Hashes) Unknown(Operation operation, ObservedExchange exchange)
    {
        if (exchange.Answer.Data is not JsonArray list)
        {
            var hash = Hash(operation, exchange.Exchange.Body);
            return (_known.Contains(hash) ? null : exchange.Exchange, [hash]);
        }
        UInt128[] hashes = [.. list.Select(record => Hash(operation, record?.ToJsonString()))];
        if (exchange.Exchange.Json is not JsonObject body)
            return (exchange.Exchange, hashes);
        var lists = body.Where(member => member.Value is JsonArray other && other.Count == list.Count).ToArray();
        if (lists.Length != 1 || !(ReferenceEquals(lists[0].Value, list) || JsonNode.DeepEquals(lists[0].Value, list)))
            return (exchange.Exchange, hashes);
        var rest = new JsonArray([.. list.Where((_, at) => !_known.Contains(hashes[at])).Select(record => record?.DeepClone())]);
        var thinned = new JsonObject(body.Select(member => KeyValuePair.Create(member.Key, member.Key == lists[0].Key ? rest : member.Value?.DeepClone())));
        return (exchange.Exchange with { Body = thinned.ToJsonString() }, hashes);
    }

    public void Add(UInt128[] hashes)
    {
        if (_known.Count > Max)
            _known.Clear();
        _known.UnionWith(hashes);
    }

    private static UInt128 Hash(Operation operation, string? text) => BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{operation.Id} {text}")));
}
