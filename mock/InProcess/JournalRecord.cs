using System.Text;
using PlanisoContract.Mock.Journal;

namespace PlanisoContract.Mock;

/// <summary>One exchange.</summary>
/// <param name="Method">Upper case.</param>
/// <param name="Path">As sent.</param>
/// <param name="Query">As sent, without the question mark.</param>
/// <param name="RequestBody">As text.</param>
/// <param name="Status">HTTP status of the answer.</param>
/// <param name="ResponseBody">As text.</param>
/// <param name="Api">The API that has the path, or null.</param>
/// <param name="Operation">Its <c>operationId</c>, or null.</param>
/// <param name="Key">The key that was sent, or null.</param>
public sealed record JournalRecord(
    string Method, string Path, string Query, string RequestBody, int Status, string ResponseBody, string? Api, string? Operation, string? Key)
{
    internal static JournalRecord Of(JournalEntry entry, string? key) => new(entry.Method, entry.Path, entry.Query,
        Encoding.UTF8.GetString(entry.RequestBody.Span), entry.Response.Status, Encoding.UTF8.GetString(entry.Response.Body.Span),
        entry.Api, entry.OperationId, key);
}
