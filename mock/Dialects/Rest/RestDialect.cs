using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Authentication;
using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Binding.Bodies;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Simulation.Writing;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Dialects.Rest;

/// <summary>What most JSON APIs speak: the record is the body, or stands under a member; HTTP says what became of a request.</summary>
internal sealed class RestDialect(ApiPlan plan) : Dialect
{
    private readonly RestModes _flags = new(plan.Rules);
    private readonly DeclaredCredentials _credentials = new(plan.Contract);
    private readonly RestBodyReader _bodies = new(plan);
    private readonly RestRefusals _refusals = new(plan);
    private readonly LocationHeader _locations = new(plan.Contract);
    private readonly ImmutableArray<RestPaging> _pages = [.. plan.Operations.Select(operation => new RestPaging(operation))];
    private readonly ImmutableArray<RestOperationModes> _operations = [.. plan.Operations.Select(operation => new RestOperationModes(operation.Rules))];
    private int _answers;

    public override Credentials Credentials(SimulatedRequest request)
    {
        var found = _credentials.Read(request);
        return found.Location == KeyLocation.None && request.Header("Authorization")?.Trim() is { Length: > 0 } header
            ? new(KeyLocation.OtherScheme, [header, header[(header.LastIndexOf(' ') + 1)..]]) : found;
    }

    public override IReadOnlyList<KeyValuePair<string, string>> Challenge(ActiveModes modes) => modes[_flags.ChallengeAbsent] ? NoHeaders
        : [KeyValuePair.Create("WWW-Authenticate", plan.Contract.SecuritySchemes.FirstOrDefault()?.Place == SecurityPlace.Basic ? "Basic realm=\"API\"" : "Bearer")];

    public override SimulatedRequest EffectiveRequest(SimulatedRequest request, ActiveModes modes) =>
        request.Method == "HEAD" && !modes[_flags.HeadNotFound] ? request with { Method = "GET" } : request;

    public override string? FormatOf(string suffix, ImmutableArray<string> formats, SimulatedRequest request, ActiveModes modes) =>
        modes[_flags.AcceptIgnored] || IsAcceptable(request.Header("Accept")) ? "json" : null;

    public override bool TryPage(OperationPlan operation, SimulatedRequest request, ActiveModes modes, out Page? page) =>
        _pages[operation.Index].TryRead(request, modes, out page);

    public override OperationResult? Unrouted(SimulatedRequest request, bool pathIsKnown, ActiveModes modes) =>
        request.Method == "HEAD" && modes[_flags.HeadNotFound] ? new OperationResult(404, $"There is no {request.Path}.") : null;

    public override ParsedBody Read(OperationContext context) => _bodies.Read(context);

    public override SimulatedResponse Write(OperationResult result, SimulatedRequest request, ActiveModes modes)
    {
        var response = !result.IsSuccess ? _refusals.Write(result, request, modes)
            : result.Operation is { } operation ? Success(result, operation, request, modes)
            : new SimulatedResponse(result.Status, null, result.Headers, default);
        if (response.Body.IsEmpty)
            return response;
        if (modes[_flags.Marked])
            response = response with { Body = JsonText.Marked(response.Body) };
        return modes[_flags.Html] ? response with { ContentType = "text/html; charset=utf-8" } : response;
    }

    // What a find answers is cached, whatever its request says of versions.
    public override SimulatedResponse Finish(SimulatedResponse response, SimulatedRequest request, ActiveModes modes)
    {
        if (response.Operation is not { HasVersions: true } operation || response.Status != 200)
            return response;
        var flags = _operations[operation.Index];
        var tag = response.Headers.FirstOrDefault(header => header.Key == "ETag").Value;
        if (modes[flags.TagRandom])
        {
            tag = $"\"{Interlocked.Increment(ref _answers).ToString(CultureInfo.InvariantCulture)}\"";
            response = response with { Headers = [.. response.Headers.Where(header => header.Key != "ETag"), KeyValuePair.Create("ETag", tag)] };
        }
        if (request.Header("If-None-Match") is not { Length: > 0 } known || modes[flags.NoneMatchIgnored])
            return response;
        return modes[flags.NoneMatchAlways] || (modes[flags.NotModified] && tag is not null && EntityTags.Match(known, tag))
            ? response with { Status = 304, ContentType = null, Body = default } : response;
    }

    private SimulatedResponse Success(OperationResult result, OperationPlan operation, SimulatedRequest request, ActiveModes modes)
    {
        var flags = _operations[operation.Index];
        List<KeyValuePair<string, string>> headers = [.. result.Headers];
        if (result.Created is not null && flags.HasLocation && !modes[flags.LocationAbsent])
            headers.Add(_locations.Header(result, modes[flags.LocationOther] ? 1 : 0, modes[flags.LocationPath] ? null : request));
        if (result.Version is { } version && !modes[flags.TagAbsent])
            headers.Add(KeyValuePair.Create("ETag", modes[flags.TagUnchanged] ? "\"1\"" : version));
        var paging = _pages[operation.Index];
        if (result.Page is { } page)
            headers.AddRange(paging.Headers(page, result.Data, request, modes));
        if (!result.HasBody)
            return new SimulatedResponse(result.Status, null, headers, default);
        var body = JsonText.Of((result, operation, paging, modes), static (json, answer) => Body(json, answer.result, answer.operation, answer.paging, answer.modes));
        return new SimulatedResponse(result.Status, operation.Operation.Success.MediaType ?? MediaType.Json, headers, body);
    }

    private static void Body(Utf8JsonWriter json, OperationResult result, OperationPlan operation, RestPaging paging, ActiveModes modes)
    {
        if (operation.Operation.Member is not { } member)
        {
            Data(json, result, operation);
            return;
        }
        json.WriteStartObject();
        json.WritePropertyName(member);
        Data(json, result, operation);
        if (result.Page is { } page)
            paging.WriteMembers(json, page, result.Data, modes);
        paging.WriteOtherMembers(json);
        json.WriteEndObject();
    }

    private static void Data(Utf8JsonWriter json, OperationResult result, OperationPlan operation)
    {
        if (result.Data is { } data)
            data.Write(json);
        else if (operation.Operation.Holds == AnswerHolds.Nothing && operation.Operation.Success.Example is { } example)
            example.WriteTo(json);
        else
        {
            json.WriteStartArray();
            json.WriteEndArray();
        }
    }

    // What is not understood excludes nothing.
    private static bool IsAcceptable(string? accept)
    {
        if (string.IsNullOrWhiteSpace(accept))
            return true;
        var types = accept.Split(',').Select(part => part.Split(';', StringSplitOptions.TrimEntries))
            .Where(part => !part.Skip(1).Any(parameter => parameter is "q=0" or "q=0.0")).Select(part => part[0].ToLowerInvariant());
        return types.Any(type => type is "*/*" or "application/*" or MediaType.Json || type.EndsWith("+json", StringComparison.Ordinal));
    }
}
