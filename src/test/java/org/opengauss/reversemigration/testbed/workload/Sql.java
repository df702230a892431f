package org.opengauss.reversemigration.testbed.workload;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Statements of one connection, prepared once. One thread. */
final class Sql implements AutoCloseable {
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Sql(Connection connection) {
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    // no LIMIT in DELETE and UPDATE: dolphin gives it a meaning of its own there

    /** Number of rows changed. */
    int update(String sql, Object... values) throws SQLException {
        PreparedStatement statement = bound(sql, values);
        try {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw failed(statement, e);
        }
    }

    /** The first column of every row, a number. */
    List<Long> numbers(String sql, Object... values) throws SQLException {
        PreparedStatement statement = bound(sql, values);
        try (ResultSet rows = statement.executeQuery()) {
            List<Long> numbers = new ArrayList<>();
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
            return numbers;
        } catch (SQLException e) {
            throw failed(statement, e);
        }
    }

    private static SQLException failed(PreparedStatement statement, SQLException e) {
        return new SQLException(e.getMessage() + "\nin: " + statement, e.getSQLState(), e);
    }

    private PreparedStatement bound(String sql, Object... values) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
