using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Checks;
using PlanisoContract.Conformance.Observation.Reading;
using PlanisoContract.Conformance.Observation.Results;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Observation.Knowledge;

/// <summary>Which record stood where in a list of pages, as long as nothing was written: all pages together must hold each record once.</summary>
internal sealed class PageMemory(Session session, Findings findings)
{
    private const int MaxLists = 100;
    private const int MaxPositions = 10_000;

    private readonly Dictionary<string, Dictionary<long, string>> _lists = [];

    /// <summary>Something was written: nothing is known any more.</summary>
    public void Forget() => _lists.Clear();

    public void Judge(ObservedExchange exchange)
    {
        if (exchange is not { Operation: { Kind: OperationKind.List, Paging: { } paging } operation, IsWhole: true, Answer: { Succeeded: true, Data: JsonArray list } }
            || session.Contract.Rule(Behaviors.PagesComplete, Place.Of(operation)) is not { } rule || exchange.Query.Any(parameter => parameter.Count() > 1))
            return;
        var request = new PageRequest(paging, exchange.Query);
        if (request.Start is not { } start)
            return;
        // The same list of the same silo, whatever part of it.
        var rest = exchange.Query.Where(parameter => !PageRequest.IsParameter(operation, parameter.Key) && !CredentialReader.IsSecretParameter(parameter.Key))
            .OrderBy(parameter => parameter.Key).Select(parameter => $"{parameter.Key}={parameter.First()}");
        var key = $"{exchange.Silo} {exchange.Path.Split('.')[0]} {string.Join('&', rest)}";
        if (!_lists.TryGetValue(key, out var seen))
        {
            if (_lists.Count >= MaxLists)
                return;
            _lists[key] = seen = [];
        }
        var resource = session.Contract.Resource(operation.Resource);
        foreach (var (at, record) in list.OfType<JsonObject>().Index())
        {
            if (FieldValue.Text(session.Value(record, resource.Identity)) is not { } identity)
                continue;
            if (seen.GetValueOrDefault(start + at) is { } other && other != identity)
            {
                var place = Place.Of(operation);
                var broken = request.HasPage ? session.Contract.Rule(Behaviors.PageNumber, place) : request.HasOffset ? session.Contract.Rule(Behaviors.PageOffset, place) : null;
                findings.Violated(broken ?? rule, $"{Describe.Record(resource, other)} as number {start + at + 1} of the list, as another page had it", $"it is {Describe.Record(resource, identity)}", exchange);
                _lists.Remove(key);
                return;
            }
            if (seen.Count < MaxPositions)
                seen[start + at] = identity;
        }
    }
}
