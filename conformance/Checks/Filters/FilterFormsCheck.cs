using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>The ways to write two values of a filter into a query.</summary>
internal sealed class FilterFormsCheck(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.FilterForms))]
    public async Task<Verdict> Judge()
    {
        var values = await FilterValue.Two(Session, Operation);
        var wanted = new List<string>();
        foreach (var value in values)
            wanted.Add(value.Own ?? await First(value));

        var read = new List<string>();
        var seen = new List<string>();
        foreach (var (reading, query) in Forms(Operation.Filter!.Parameter, values))
        {
            var list = await Session.List(Operation, new Sending { NoFilter = true, Query = query });
            ImmutableArray<string> shown = list is { Succeeded: true, Data: JsonArray } ? list.Identities(Resource) : [];
            if (wanted.TrueForAll(shown.Contains))
                read.Add(reading);
            seen.Add($"{query}: {(list.Succeeded ? $"{wanted.Count(shown.Contains)} of them" : list.Summary)}");
        }
        return read.Count switch
        {
            3 => Verdict.Saw("all"),
            // Two of three are told by the first of them: the more usual one.
            > 0 => Verdict.Saw(read[0]),
            _ => Verdict.Broken($"{Operation} to show the {Resource} of both of two values, written in one of three ways", string.Join("; ", seen)),
        };
    }

    private static (string Reading, string Query)[] Forms(string parameter, ImmutableArray<FilterValue> values)
    {
        var (name, identities) = (Uri.EscapeDataString(parameter), values.Select(value => Uri.EscapeDataString(value.Identity)).ToArray());
        return
        [
            ("brackets", string.Join('&', identities.Select(identity => $"{name}%5B%5D={identity}"))),
            ("repeated", string.Join('&', identities.Select(identity => $"{name}={identity}"))),
            ("comma", $"{name}={string.Join(',', identities)}"),
        ];
    }

    private async Task<string> First(FilterValue value)
    {
        var list = await Session.Page(Operation, new Sending { Filter = value.Raw });
        return list is { Succeeded: true, Data: JsonArray { Count: > 0 } }
            ? list.Identities(Resource)[0]
            : throw new PreconditionException($"no {Resource} belongs to {Operation.Filter!.Parameter} {value.Raw}, and none can be made");
    }
}
