using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Checks;
using PlanisoContract.Conformance.Observation.Reading;
using PlanisoContract.Conformance.Observation.Results;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Observation.Judgments;

/// <summary>What a list shows by itself: no record and no number twice, its order, and what a page says of itself.</summary>
internal sealed class ListJudgment(Session session, Findings findings) : ExchangeJudgment(session, findings)
{
    private const int MaxServed = 10_000;

    // Operations by id, and paths.
    private readonly HashSet<string> _served = [];

    public override void Judge(ObservedExchange exchange)
    {
        if (exchange is not { Operation: { Kind: OperationKind.List } operation, IsWhole: true })
            return;
        if (exchange.Answer.Succeeded)
            Serve(exchange, operation);
        else if (exchange.Answer.Refused && exchange.Recorded.Method != "HEAD")
            Refused(exchange, operation);
        if (exchange.Answer is not { Succeeded: true, Data: JsonArray list })
            return;
        var resource = ResourceOf(operation);
        JsonObject[] records = [.. list.OfType<JsonObject>()];
        Twice(exchange, operation, resource, records);
        Order(exchange, operation, resource, records);
        Narrowed(exchange, operation, resource, records);
        if (operation.Paging is { } paging)
            Pages(exchange, operation, paging, list.Count);
        else if (Rule(Behaviors.ListTotal, Place.Of(operation)) is { } total && exchange.Query.All(parameter => ListFilter.IsParameter(operation, parameter.Key)))
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
        if (Rule(Behaviors.ListOrder, Place.Of(operation)) is not { } rule || records.Length < 2 || exchange.Query.Any(parameter => !PageRequest.IsParameter(operation, parameter.Key)
            && !ListFilter.IsParameter(operation, parameter.Key)))
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
        if (reading.StartsWith("field", StringComparison.Ordinal) && name is not null && resource.Field(name).Type == FieldType.Text)
            return LetterOrder.Fits([.. records.Select(record => FieldValue.Text(Session.Value(record, resource.Field(name))))], reading.EndsWith("-descending", StringComparison.Ordinal));
        if (!IsTold(reading, resource, name))
            return true;
        var field = reading.StartsWith("identity", StringComparison.Ordinal) ? resource.Identity : resource.Field(name!);
        var keys = records.Select(record => SortKey.Of(field, Session.Value(record, field))).ToArray();
        return SortKey.Sorted(reading.EndsWith("-ascending", StringComparison.Ordinal) ? keys : keys.Reverse());
    }

    // How a server sorts texts depends on its language, and nothing shows which of two records was there first.
    private static bool IsTold(string reading, Resource resource, string? name) => !reading.StartsWith("creation", StringComparison.Ordinal)
        && !(reading.StartsWith("field", StringComparison.Ordinal) && (name is null || resource.Field(name).Type == FieldType.Text));

    // A narrowed list shows no record with another value, and one without its required filter shows nothing.
    private void Narrowed(ObservedExchange exchange, Operation operation, Resource resource, JsonObject[] records)
    {
        if (operation.Filter is not { } word)
            return;
        if (ListFilter.Of(Contract, exchange) is { } filter)
        {
            if (records.FirstOrDefault(record => filter.IsOf(Session, record) == false) is { } wrong)
            {
                Findings.Violated(Rule(Behaviors.Filter, Place.Of(operation)), $"{operation} with {filter.Parameter} {filter.Identity} to show the {resource} of {filter.Field} {filter.Identity}, and no others",
                    $"it shows {Describe.Value(wrong)}", exchange);
            }
        }
        else if (word.Required && records.Length > 0 && !exchange.Query.Any(parameter => parameter.Key.StartsWith(word.Parameter, StringComparison.Ordinal)))
            Findings.Saw(Rule(Behaviors.FilterRequired, Place.Of(operation)), "all", exchange);
    }

    private void Serve(ObservedExchange exchange, Operation operation)
    {
        _served.Add(operation.Id);
        if (_served.Count < MaxServed)
            _served.Add(exchange.Path);
    }

    private void Refused(ObservedExchange exchange, Operation operation)
    {
        var place = Place.Of(operation);
        var page = operation.Paging is { } paging ? new PageRequest(paging, exchange.Query) : null;
        var isOther = !exchange.QueryHasOnly(name => PageRequest.IsParameter(operation, name));
        // What the list is narrowed by, or whose records it holds, may not be there.
        var isNarrowed = operation.Filter is not null || ResourceOf(operation).Parent is not null;
        if (isOther || (isNarrowed && !_served.Contains(exchange.Path)))
            return;
        if (exchange.Answer.Outcome == Outcome.BadRequest && page is { HasCursor: false })
        {
            if (page.HasLimit && page.Limit is not > 0)
                Findings.Saw(Rule(Behaviors.PageLimitWrong, place), "refused", exchange);
            else if (page.HasOffset && page.Offset is null)
                Findings.Saw(Rule(Behaviors.PageOffsetWrong, place), "refused", exchange);
        }
        // What no server offers is not found, either.
        else if (exchange.Answer.Outcome == Outcome.NotFound && !isNarrowed && (exchange.Answer.InBody || _served.Contains(operation.Id)))
            Findings.Saw(page is { HasOffset: true } or { HasPage: true } ? Rule(Behaviors.PagePastEnd, place) : Rule(Behaviors.EmptyList, place), "not-found", exchange);
    }

    private void Pages(ObservedExchange exchange, Operation operation, PagingWord paging, int count)
    {
        var request = new PageRequest(paging, exchange.Query);
        if (request.IsAmbiguous || request.HasPage || request.HasCursor)
            return;
        if (exchange.Query["nometa"].Any() || exchange.Recorded.RequestHeader("x-redmine-nometa") is not null)
        {
            Check(Rule(Behaviors.PageNoMeta, Place.Of(operation)), exchange.Answer is { Total: null, Offset: null, Limit: null }, $"{operation} with nometa answered without total, offset and limit", exchange);
            return;
        }
        if (!request.HasLimit)
            Check(Rule(Behaviors.PageSize, Place.Of(operation)), count <= paging.Size, $"at most {paging.Size} records on a page of {operation}", exchange);
        else if (request.Limit is > 0 and { } limit)
        {
            var most = Math.Min(limit, paging.Maximum);
            Check(Rule(limit > paging.Maximum ? Behaviors.PageMaximum : Behaviors.PageLimit, Place.Of(operation)), count <= most, $"at most {most} records on a page of {operation}", exchange);
        }
        if (request.HasLimit && request.Limit is not > 0 || (request.HasOffset && request.Offset is null) || !paging.HasMeta)
            return;
        var (inForce, skipped) = (Math.Min(request.Limit ?? paging.Size, paging.Maximum), request.Offset ?? 0);
        var answer = exchange.Answer;
        Check(Rule(Behaviors.PageMeta, Place.Of(operation)), answer is { Total: { } total } && answer.Offset == skipped && answer.Limit == inForce && (count == 0 || total >= skipped + count)
            && (total <= skipped || count == Math.Min(inForce, total - skipped)),
            $"a page that says its total, offset {skipped} and limit {inForce}, and holds as many records as these leave", exchange);
    }

    private static string? Repeated(IEnumerable<string?> values) => values.Where(value => value is { Length: > 0 }).GroupBy(value => value).FirstOrDefault(same => same.Count() > 1)?.Key;
}
