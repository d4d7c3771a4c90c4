using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Checks;
using PlanisoContract.Conformance.Observation.Reading;
using PlanisoContract.Conformance.Observation.Results;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Observation.Judgments;

/// <summary>What a list shows by itself: no record and no number twice, its order, and what a page says of itself.</summary>
internal sealed class ListJudgment(Session session, Findings findings) : ExchangeJudgment(session, findings)
{
    // Parameters that some servers sort by although no document says so.
    private static readonly string[] Page = ["offset", "limit", "page", "nometa"];

    public override void Judge(ObservedExchange exchange)
    {
        if (exchange is not { Operation: { Kind: OperationKind.List } operation, IsWhole: true, Answer: { Succeeded: true, Data: JsonArray list } })
            return;
        var resource = ResourceOf(operation);
        JsonObject[] records = [.. list.OfType<JsonObject>()];
        Twice(exchange, operation, resource, records);
        Order(exchange, operation, resource, records);
        if (operation.Paging is { } paging)
            Pages(exchange, operation, paging, list.Count);
        else if (Rule(Behaviors.ListTotal, Place.Of(operation)) is { } total && exchange.Query.Count == 0)
        {
            if (exchange.Answer.Total is null)
                Findings.Saw(total, "absent", exchange);
            else if (exchange.Answer.Total == list.Count)
                Findings.Saw(total, "counted", exchange);
            else
                Findings.Violated(total, $"a total of {list.Count}, as many records as the list has", $"it is {exchange.Answer.Total}", exchange);
        }
    }

    private void Twice(ObservedExchange exchange, Operation operation, Resource resource, JsonObject[] records)
    {
        var complete = Rule(Behaviors.ListComplete, Place.Of(operation));
        if (Repeated(records.Select(record => FieldValue.Text(Session.Value(record, resource.Identity)))) is { } twice)
        {
            Findings.Violated(complete, $"each {resource} once in the list", $"{Describe.Record(resource, twice)} is in it twice", exchange);
            return;
        }
        if (records.Length < 2)
            return;
        if (resource.Number is { } word && Rule(Behaviors.NumberDistinct, Place.Of(resource)) is { } distinct)
        {
            if (Repeated(records.Select(record => FieldValue.Text(Session.Value(record, resource.Field(word.Field))))) is { } number)
                Findings.Violated(distinct, $"different {word.Field} in different records of {resource}", $"two of them have {number}", exchange);
            else
                Findings.Holds(distinct);
        }
    }

    private void Order(ObservedExchange exchange, Operation operation, Resource resource, JsonObject[] records)
    {
        if (Rule(Behaviors.ListOrder, Place.Of(operation)) is not { } rule || records.Length < 2 || exchange.Query.Any(parameter => !Page.Contains(parameter.Key)
            && parameter.Key != operation.Filter?.Parameter))
            return;
        var name = rule.Arguments["field"]?.GetValue<string>();
        var fitting = rule.Behavior.Readings.Select(mode => mode.Name).Where(reading => Fits(reading, resource, name, records)).ToArray();
        var tolerated = rule.Readings.Select(mode => mode.Name).Where(fitting.Contains).ToArray();
        if (tolerated.Length == 0)
        {
            Findings.Violated(rule, $"the list sorted: {Describe.Tolerated(rule)}",
                $"it shows {resource} {string.Join(", ", records.Take(12).Select(record => FieldValue.Text(Session.Value(record, resource.Identity))))}", exchange);
        }
        else if (tolerated.Length == 1 && rule.Readings.All(mode => IsTold(mode.Name, resource, name)))
            Findings.Saw(rule, tolerated[0], exchange);
        else
            Findings.Holds(rule);
    }

    private bool Fits(string reading, Resource resource, string? name, JsonObject[] records)
    {
        if (!IsTold(reading, resource, name))
            return true;
        var field = reading.StartsWith("identity", StringComparison.Ordinal) ? resource.Identity : resource.Field(name!);
        var keys = records.Select(record => SortKey.Of(field, Session.Value(record, field))).ToArray();
        return SortKey.Sorted(reading.EndsWith("-ascending", StringComparison.Ordinal) ? keys : keys.Reverse());
    }

    // How a server sorts texts depends on its language, and nothing shows which of two records was there first.
    private static bool IsTold(string reading, Resource resource, string? name) => !reading.StartsWith("creation", StringComparison.Ordinal)
        && !(reading.StartsWith("field", StringComparison.Ordinal) && (name is null || resource.Field(name).Type == FieldType.Text));

    private void Pages(ObservedExchange exchange, Operation operation, PagingWord paging, int count)
    {
        var (limit, offset) = (One(exchange, paging.Limit), paging.Offset is { } skips ? One(exchange, skips) : null);
        var isPlain = new[] { paging.Limit, paging.Offset }.OfType<string>().All(name => exchange.Query[name].Count() < 2)
            && (paging.Page is null || !exchange.Query[paging.Page].Any());
        if (!isPlain || exchange.Query["nometa"].Any() || exchange.Recorded.RequestHeader("x-redmine-nometa") is not null)
            return;
        if (!exchange.Query[paging.Limit].Any())
            Check(Rule(Behaviors.PageSize, Place.Of(operation)), count <= paging.Size, $"at most {paging.Size} records on a page of {operation}", exchange);
        else if (limit is > 0)
        {
            var most = Math.Min(limit.Value, paging.Maximum);
            Check(Rule(limit > paging.Maximum ? Behaviors.PageMaximum : Behaviors.PageLimit, Place.Of(operation)), count <= most, $"at most {most} records on a page of {operation}", exchange);
        }
        var rule = Rule(Behaviors.PageMeta, Place.Of(operation));
        if (rule is null || (exchange.Query[paging.Limit].Any() && limit is not > 0) || (paging.Offset is { } name && exchange.Query[name].Any() && offset is not >= 0))
            return;
        var (inForce, skipped) = (Math.Min(limit ?? paging.Size, paging.Maximum), offset ?? 0);
        var answer = exchange.Answer;
        Check(rule, answer is { Total: { } total } && answer.Offset == skipped && answer.Limit == inForce && (count == 0 || total >= skipped + count)
            && (total <= skipped || count == Math.Min(inForce, total - skipped)),
            $"a page that says its total, offset {skipped} and limit {inForce}, and holds as many records as these leave", exchange);
    }

    private static long? One(ObservedExchange exchange, string name) =>
        long.TryParse(exchange.Query[name].FirstOrDefault(), System.Globalization.NumberStyles.None, null, out var number) ? number : null;

    private static string? Repeated(IEnumerable<string?> values) => values.Where(value => value is { Length: > 0 }).GroupBy(value => value).FirstOrDefault(same => same.Count() > 1)?.Key;
}
