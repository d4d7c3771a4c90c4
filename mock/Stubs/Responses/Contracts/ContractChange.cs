using Microsoft.Extensions.Primitives;
using PlanisoContract.Mock.Simulation;

namespace PlanisoContract.Mock.Stubs.Responses.Contracts;

/// <summary>The contract's answer with the changes of a stub.</summary>
internal static class ContractChange
{
    /// <summary>Names what a stub wanted to change and did not find.</summary>
    public const string Unmet = "Contract-Unmet";

    /// <param name="answer">The contract's answer.</param>
    /// <param name="definition">What the stub changes: status and headers, too.</param>
    /// <param name="body">The stub's own body in place of the contract's, or null.</param>
    /// <param name="matched">Headers that name the stub.</param>
    public static AnswerToSend Of(
        SimulatedResponse answer, ResponseDefinition definition, ReadOnlyMemory<byte>? body, IEnumerable<KeyValuePair<string, StringValues>> matched)
    {
        var unmet = new List<string>();
        var changed = body ?? Changed(answer, definition.Changes!, unmet);
        var own = definition.Headers ?? [];
        var headers = answer.Headers.Select(header => KeyValuePair.Create(header.Key, new StringValues(header.Value)))
            .Concat(answer.ContentType is { } type ? [KeyValuePair.Create("Content-Type", new StringValues(type))] : [])
            .Where(header => !own.Any(other => other.Key.Equals(header.Key, StringComparison.OrdinalIgnoreCase)))
            .Concat(own).Concat(matched).ToList();
        if (unmet.Count > 0)
            headers.Add(KeyValuePair.Create(Unmet, new StringValues([.. unmet])));
        return new AnswerToSend
        {
            Status = definition.Status ?? answer.Status,
            StatusMessage = definition.StatusMessage,
            Headers = headers,
            Body = changed,
            Notes = [.. unmet.Select(path => new Note("WARNING", $"{path} met nothing in the contract's answer (status {answer.Status})."))],
        };
    }

    private static ReadOnlyMemory<byte> Changed(SimulatedResponse answer, Changes changes, List<string> unmet)
    {
        if (changes.All.IsEmpty && changes.Merge is null)
            return answer.Body;
        var isXml = answer.ContentType?.Contains("xml", StringComparison.OrdinalIgnoreCase) == true;
        var changed = isXml ? XmlChange.Of(answer.Body, changes, unmet) : JsonChange.Of(answer.Body, changes, unmet);
        if (changed is null)
        {
            // Neither JSON nor XML, or no body at all.
            unmet.AddRange(changes.All.Select(change => change.Path));
            if (changes.Merge is not null)
                unmet.Add("merge");
            return answer.Body;
        }
        // One stub may speak to an API in both of its formats; whoever has only paths of the other one is told.
        if (!changes.All.Any(change => isXml == change.Xml is not null))
            unmet.AddRange(changes.All.Select(change => change.Path));
        return changed;
    }
}
