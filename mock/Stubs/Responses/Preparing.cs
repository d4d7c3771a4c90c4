using System.Text;
using Microsoft.Extensions.Primitives;
using PlanisoContract.Mock.Stubs.Files;
using PlanisoContract.Mock.Stubs.Responses.Contracts;
using PlanisoContract.Mock.Stubs.Responses.Proxying;

namespace PlanisoContract.Mock.Stubs.Responses;

/// <summary>Makes a stub's answer: its own, another server's, or the contract's with changes.</summary>
internal sealed class Preparing(Proxy proxy, BodyFiles? files)
{
    /// <summary>Which stub it was, for whoever looks at the answer.</summary>
    public static IEnumerable<KeyValuePair<string, StringValues>> Matched(StubMapping stub)
    {
        yield return KeyValuePair.Create("Matched-Stub-Id", new StringValues(stub.Id.ToString()));
        if (stub.Name is not null)
            yield return KeyValuePair.Create("Matched-Stub-Name", new StringValues(stub.Name));
    }

    public async Task<AnswerToSend> PrepareAsync(
        ResponseDefinition definition, StubRequest request, StubMapping stub, ContractAnswer contract, CancellationToken gone)
    {
        if (definition.Proxy.BaseUrl is not null)
            return await proxy.AskAsync(definition, request, gone);
        var (body, why) = await BodyAsync(definition, gone);
        // Asked also where its answer will be another's: what was to be written is written.
        var answer = definition.Changes is null ? null : await contract(request);
        if (why is not null)
            return AnswerToSend.Failure(why);
        return answer is null
            ? new AnswerToSend
            {
                Status = definition.Status ?? StatusCodes.Status200OK,
                StatusMessage = definition.StatusMessage,
                Headers = [.. definition.Headers ?? [], .. Matched(stub)],
                Body = body ?? default,
            }
            : ContractChange.Of(answer, definition, body, Matched(stub));
    }

    /// <summary>The stub's own body, null where it has none; or why there is none.</summary>
    private async Task<(ReadOnlyMemory<byte>? Body, string? Why)> BodyAsync(ResponseDefinition definition, CancellationToken gone)
    {
        if (definition.Body is not null)
            return (Encoding.UTF8.GetBytes(definition.Body), null);
        if (definition.Bytes is not null)
            return (definition.Bytes, null);
        if (definition.BodyFile is not { } name)
            return (null, null);
        if (files is null)
            return (null, $"There is no file {name}: the mock has no root directory. Start it with --root-dir.");
        var file = await files.ReadAsync(name, gone);
        return file.Bytes is { } bytes ? (bytes, null) : (null, file.Why);
    }
}
