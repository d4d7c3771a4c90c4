using System.Text;
using PlanisoContract.Mock.Admin;

namespace PlanisoContract.Mock.Hosting;

/// <summary>What the log tells of one request.</summary>
internal readonly record struct LogLine(
    DateTimeOffset At, string Method, RequestTarget Target, int Status, long Bytes, TimeSpan Took, string? Key, Exception? Bug = null);

/// <summary>How log lines are written. No secret key appears in whole, wherever it was sent.</summary>
internal interface ILogFormat
{
    void Append(StringBuilder text, LogLine line);

    /// <summary>Tells of requests that were too many to be told of one by one.</summary>
    void AppendMore(StringBuilder text, DateTimeOffset at, int requests);
}
